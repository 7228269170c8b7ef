using System.Globalization;
using Curriculum.Arrays;
using Curriculum.Arrays.Buffers;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Layers;
using Curriculum.Optimizers;
using Curriculum.Tests.Processes;

namespace Curriculum.Tests.Training;

/// <summary>A training step that has been run often enough finds all its memory in the pool.</summary>
public class SteadyStepTests
{
    [Fact]
    public void A_steady_step_of_a_convolutional_network_takes_no_new_buffer_and_little_managed_memory() => Check(ChildProcess.Output<ConvolutionalRun>());

    [Fact]
    public void A_steady_step_of_a_Transformer_layer_takes_no_new_buffer_and_little_managed_memory() => Check(ChildProcess.Output<TransformerRun>());

    private static void Check(string output)
    {
        double[] counts = Array.ConvertAll(output.Split(' '), text => double.Parse(text, CultureInfo.InvariantCulture));
        Assert.True(counts[0] > 0, "the warm-up used no pooled buffer");
        Assert.True(counts[1] == 0, $"{counts[1]} new buffers of 64 KB or more in 20 steps");
        Assert.True(counts[2] <= 1 << 20, $"{counts[2]:N0} bytes of managed memory a step");
    }

    // A sweep comes at another place of a step each time; until it has been at all of them, a size may still want a block more.
    private static string Count(Action step)
    {
        for (int i = 0; i < 200; i++)
            step();
        int before = BufferPool.Shared.Allocations;
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        for (int i = 0; i < 20; i++)
            step();
        double managed = (GC.GetTotalAllocatedBytes(precise: true) - bytes) / 20.0;
        return string.Create(CultureInfo.InvariantCulture, $"{before} {BufferPool.Shared.Allocations - before} {managed}");
    }

    private sealed class ConvolutionalRun : IChildProgram
    {
        public static string Run()
        {
            var random = new RandomState(1);
            var model = new Sequential(
                Conv2d.Create(1, 8, 5, random), new Relu(), new MaxPool2d(2), new Flatten(), Linear.Create(8 * 12 * 12, 64, random), new Relu(), Linear.Create(64, 10, random));
            var adam = new Adam(model.Parameters);
            Tensor x = random.RandN(32, 1, 28, 28).As(DType.Float32), labels = random.RandInt(0, 10, [32]);
            return Count(() =>
            {
                F.SoftmaxCrossEntropy(model.Forward(x, Pass.Training()), labels).Backward();
                adam.Step();
            });
        }
    }

    private sealed class TransformerRun : IChildProgram
    {
        public static string Run()
        {
            var random = new RandomState(1);
            var model = TransformerEncoderLayer.Create(32, 4, 64, random);
            var adam = new Adam(model.Parameters);
            Tensor x = random.RandN(32, 20, 32).As(DType.Float32);
            return Count(() =>
            {
                model.Forward(x, Pass.Training()).Square().Mean().Backward();
                adam.Step();
            });
        }
    }
}
