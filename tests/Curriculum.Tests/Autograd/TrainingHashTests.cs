using System.Security.Cryptography;
using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Tests.Processes;

namespace Curriculum.Tests.Autograd;

/// <summary>A training run gives the same bits whatever the machine offers.</summary>
public class TrainingHashTests
{
    [Theory]
    [InlineData("1", "1")]
    [InlineData("2", "1")]
    [InlineData("3", "0")]
    public void A_training_run_has_the_same_bits_with_any_number_of_threads_and_without_AVX_512(string threads, string avx512) =>
        Assert.Equal(LargeRun.Run(), ChildProcess.Output<LargeRun>(("CURRICULUM_THREADS", threads), ("DOTNET_EnableAVX512", avx512)));

    [Fact]
    public void A_small_training_run_has_the_same_bits_without_AVX2_and_FMA() =>
        Assert.Equal(SmallRun.Run(), ChildProcess.Output<SmallRun>(("DOTNET_EnableAVX2", "0")));

    [Fact]
    public void Runs_that_differ_have_different_hashes() => Assert.NotEqual(LargeRun.Run(), SmallRun.Run());

    private sealed class LargeRun : IChildProgram
    {
        public static string Run() => Hash(DType.Float32, 784, 100, 10, 100, 20) + Hash(DType.Float64, 65, 33, 3, 17, 10);
    }

    private sealed class SmallRun : IChildProgram
    {
        public static string Run() => Hash(DType.Float32, 13, 7, 3, 5, 10) + Hash(DType.Float64, 13, 7, 3, 5, 10);
    }

    // A net with a normalised hidden layer and the usual functions, trained on a task of its own.
    private static string Hash(DType dtype, int inputs, int hidden, int classes, int batch, int steps)
    {
        var random = new RandomState(42);
        Tensor Make(double scale, params int[] shape) => Tensor.Variable((random.RandN(shape) * scale).As(dtype));
        Tensor w1 = Make(Math.Sqrt(2.0 / inputs), inputs, hidden), b1 = Make(0.1, hidden), w2 = Make(Math.Sqrt(1.0 / hidden), hidden, classes), b2 = Make(0.1, classes);
        Tensor[] parameters = [w1, b1, w2, b2];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int step = 0; step < steps; step++)
        {
            Tensor x = random.RandN(batch, inputs).As(dtype);
            Tensor labels = random.RandInt(0, classes, [batch, 1]);
            var u = x.MatMul(w1) + b1;
            u = (u - u.Mean(0, keepDims: true)) / (u.Var([0], keepDims: true) + 1e-5).Sqrt();
            var h = Tensor.Where(u > 0.0, u, 0.1 * u) + u.Tanh() + u.Sigmoid() + u.Sin();
            var scores = h.MatMul(w2) + b2;
            var loss = -(scores - scores.LogSumExp(1, keepDims: true)).TakeAlongAxis(labels, 1).Mean();
            loss.Backward();
            hash.AppendData(BitConverter.GetBytes(loss.Item()));
            foreach (var parameter in parameters)
            {
                hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes<double>(parameter.Gradient!.ToArray<double>()));
                parameter.Assign(parameter.Value - (0.1 * parameter.Gradient!));
                parameter.ClearGradient();
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset())[..16];
    }
}
