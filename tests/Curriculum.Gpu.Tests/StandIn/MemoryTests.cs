using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Data;
using Curriculum.Functional;
using Curriculum.Layers;
using Curriculum.Optimizers;

namespace Curriculum.Gpu.Tests;

/// <summary>The memory of a device, on one that has little.</summary>
public class MemoryTests
{
    [Fact]
    public void A_steady_program_asks_the_driver_for_nothing_more()
    {
        var device = TestDevice.Open(1L << 22);
        var x = NdArray.Ones([1000], DType.Float32).To(device);
        int asked = 0;
        for (int step = 0; step < 2_000; step++)
        {
            var y = ((x * 2) + 1).Exp().Sum();
            if (step == 1_000)
                asked = device.Pool.Allocations;
            GC.KeepAlive(y);
        }

        Assert.Equal(asked, device.Pool.Allocations);
        Assert.True(device.Pool.LiveBytes + device.Pool.FreeBytes <= 1L << 22);
    }

    [Fact]
    public void What_has_no_room_is_named_and_the_program_goes_on()
    {
        var device = TestDevice.Open(1L << 20);
        var x = NdArray.Ones([100_000], DType.Float32).To(device);
        var error = Assert.Throws<DeviceException>(() => NdArray.Ones([1_000_000], DType.Float32).To(device));
        Assert.Equal("stand-in: no room for an array [1000000] of Float32 (4 MB); arrays that are in use hold 0.5 MB of 1 MB. Take smaller batches, or let go of arrays that are no longer needed.", error.Message);
        Assert.Equal(200_000, (x + 1).Sum().Item());
    }

    [Fact]
    public void A_released_array_gives_its_block_to_the_next()
    {
        var device = TestDevice.Open(1L << 20);
        for (int i = 0; i < 100; i++)
        {
            var x = NdArray.Ones([100_000], DType.Float32).To(device);
            x.Release();
            Assert.Throws<ReleasedArrayException>(() => x.To(Device.Cpu));
        }

        Assert.Equal(1, device.Pool.Allocations);
    }

    [Fact]
    public void Gradients_on_the_way_back_work_in_the_same_few_blocks()
    {
        var device = TestDevice.Open(1L << 30);
        var x = Tensor.Variable(NdArray.Ones([10_000], DType.Float32).To(device));
        var y = x;
        for (int i = 0; i < 50; i++)
            y = (y * 1.01).Tanh();
        var loss = y.Sum();
        long before = device.Pool.LiveBytes;
        loss.Backward();
        Assert.InRange(device.Pool.LiveBytes - before, 40_000, 4 * 49_152);
        Assert.True(double.IsFinite(x.Gradient!.Sum().Item()));
    }

    [Fact]
    public void A_released_computation_gives_its_blocks_back_but_keeps_its_loss()
    {
        var device = TestDevice.Open(1L << 30);
        var x = Tensor.Variable(NdArray.Ones([20_000], DType.Float32).To(device));
        long before = device.Pool.LiveBytes;
        var loss = F.Dropout(x * 2, 0.5, new RandomState(1)).Tanh().Sum();
        loss.Release();
        Assert.InRange(device.Pool.LiveBytes - before, 1, 4096);
        Assert.True(loss.Item() > 0);
    }

    [Fact]
    public void A_thousand_training_steps_hold_the_memory_that_a_hundred_took()
    {
        var device = TestDevice.Open(1L << 20);
        var model = LayerNorm.Create(6).To(device);
        var adam = new Adam(model.Parameters);
        var random = new RandomState(1);
        var (images, labels) = (random.RandN(50, 6).As(DType.Float32), random.RandInt(0, 6, [50]));
        var loader = new Loader(new Dataset(images, labels), 8, random);
        (long Bytes, int Blocks) after = default;
        for (int step = 0; step < 1_000; step++)
        {
            var batch = loader.Next();
            var loss = F.SoftmaxCrossEntropy(model.Forward(batch.Inputs.To(device), Pass.Training(random)), batch.Targets);
            loss.Backward();
            adam.Step();
            Assert.True(double.IsFinite(loss.Item()));
            if (step == 100)
                after = (device.MemoryHeld, device.Pool.Allocations);
        }

        Assert.Equal(after, (device.MemoryHeld, device.Pool.Allocations));
    }

    [Fact]
    public void After_a_batch_that_has_no_room_a_smaller_one_is_learned_from()
    {
        var device = TestDevice.Open(1L << 20);
        var model = LayerNorm.Create(16).To(device);
        var adam = new Adam(model.Parameters);
        var random = new RandomState(1);
        var before = model.Parameters[0].Value.ToArray<float>();
        var error = Assert.Throws<DeviceException>(() => Step(6_000));
        Assert.Matches(@"^stand-in: no room for an array \[6000(, \d+)*\] of Float32 \(0\.4 MB\); arrays that are in use hold \d(\.\d)? MB of 1 MB\. ", error.Message);
        Step(50);
        Assert.NotEqual(before, model.Parameters[0].Value.ToArray<float>());

        void Step(int examples)
        {
            var x = random.RandN(examples, 16).As(DType.Float32).To(device);
            F.SoftmaxCrossEntropy(model.Forward(x, Pass.Training(random)), random.RandInt(0, 16, [examples])).Backward();
            adam.Step();
        }
    }

    [Fact]
    public void Work_is_timed_by_the_clock_of_the_device_which_is_done_when_the_time_is_known()
    {
        var device = TestDevice.Open(1L << 20);
        var x = NdArray.Ones([1000], DType.Float32).To(device);
        NdArray? y = null;
        var (nothing, work) = (device.Time(() => { }), device.Time(() => y = Enumerable.Range(0, 20).Aggregate(x, (sum, _) => sum + x)));
        Assert.InRange(nothing.TotalSeconds, 0, 5);
        Assert.True(work > TimeSpan.Zero);
        int waits = device.Accelerator.DefaultStream.Waits;
        device.Synchronize();
        Assert.Equal(waits + 1, device.Accelerator.DefaultStream.Waits);
        Assert.Equal(21, y![0].Item());
        Assert.True(Device.Cpu.Time(() => y = NdArray.Ones([100_000]).Exp()) > TimeSpan.Zero);
        Assert.Same(Device.Cpu, y.Device);
    }
}
