using Curriculum.Arrays;

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
}
