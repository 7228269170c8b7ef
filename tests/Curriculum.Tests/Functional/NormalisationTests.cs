using System.Security.Cryptography;
using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Functional.Operations;
using Curriculum.Tests.Goldens;
using Curriculum.Tests.Processes;

namespace Curriculum.Tests.Functional;

public class NormalisationTests
{
    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "layer_norm", MemberType = typeof(GoldenFiles))]
    public void Layer_norm_agrees_with_the_reference(string name) => GoldenRun.Check("layer_norm", name, run => F.LayerNorm(
        run["x"], run.Optional("weight"), run.Optional("bias"), run.Case.Number("eps"), run.Case.Wholes("normalized_shape")!.Length));

    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "instance_norm", MemberType = typeof(GoldenFiles))]
    public void Instance_norm_agrees_with_the_reference(string name)
        => GoldenRun.Check("instance_norm", name, run => F.InstanceNorm(run["x"], run.Optional("weight"), run.Optional("bias"), run.Case.Number("eps")));

    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "group_norm", MemberType = typeof(GoldenFiles))]
    public void Group_norm_agrees_with_the_reference(string name) => GoldenRun.Check("group_norm", name, run => F.GroupNorm(
        run["x"], run.Case.Whole("groups"), run.Optional("weight"), run.Optional("bias"), run.Case.Number("eps")));

    [Theory]
    [InlineData(5, 1)]
    [InlineData(3, 4)]
    [InlineData(3, 2, 1, 5)]
    [InlineData(1, 3, 2, 3)]
    public void Batch_norm_has_right_first_and_second_derivatives(params int[] shape)
        => CheckDerivatives(x => F.BatchNorm(x[0], x[1], x[2], 1e-3), shape, [shape[1]]);

    [Theory]
    [InlineData(4, 3)]
    [InlineData(1, 2)]
    [InlineData(2, 3, 5)]
    public void Layer_norm_has_right_first_and_second_derivatives(params int[] shape)
        => CheckDerivatives(x => F.LayerNorm(x[0], x[1], x[2], 1e-3), shape, [shape[^1]]);

    [Theory]
    [InlineData(2, 3, 4)]
    [InlineData(1, 1, 3, 2)]
    public void Instance_norm_has_right_first_and_second_derivatives(params int[] shape)
        => CheckDerivatives(x => F.InstanceNorm(x[0], x[1], x[2], 1e-3), shape, [shape[1]]);

    [Theory]
    [InlineData(2, 4)]
    [InlineData(1, 6, 3, 1)]
    public void Group_norm_has_right_first_and_second_derivatives(params int[] shape)
        => CheckDerivatives(x => F.GroupNorm(x[0], 2, x[1], x[2], 1e-3), shape, [shape[1]]);

    [Theory]
    [InlineData(false, new[] { 3, 5, 77 })]
    [InlineData(false, new[] { 2, 33, 64 })]
    [InlineData(false, new[] { 1, 21, 9 })]
    [InlineData(false, new[] { 2, 2, 40_000 })]
    [InlineData(true, new[] { 1, 300, 128 })]
    [InlineData(true, new[] { 1, 257, 45 })]
    [InlineData(true, new[] { 1, 1, 20 })]
    [InlineData(true, new[] { 1, 3, 5000 })]
    public void A_normalisation_in_one_sweep_has_the_bits_of_its_steps(bool isGainAlongRun, int[] shape)
    {
        foreach (var dtype in new[] { DType.Float32, DType.Float64 })
        {
            var random = new RandomState(4);
            int gains = shape[isGainAlongRun ? 2 : 1];
            Tensor[] x = [.. new[] { random.RandN(shape) + 3, random.RandN(gains), random.RandN(gains) }.Select(a => Tensor.Variable(a.As(dtype)))];
            Tensor seed = random.RandN(shape).As(dtype);
            var operation = new NormaliseOperation(1e-5, isGainAlongRun);
            Tensor fast = operation.Apply(x)[0], steps = operation.Compose(x)[0];
            Assert.Equal(Bits(steps), Bits(fast));
            Tensor[] expected = Gradient.Of([steps], x, [seed], createGraph: false), actual = Gradient.Of([fast], x, [seed], createGraph: false);
            for (int i = 0; i < x.Length; i++)
                Assert.Equal(Bits(expected[i]), Bits(actual[i]));
        }

        static ulong[] Bits(Tensor t) => Array.ConvertAll(t.Value.ToArray<double>(), BitConverter.DoubleToUInt64Bits);
    }

    [Fact]
    public void A_normalisation_has_the_same_bits_with_any_number_of_threads_and_without_AVX_512()
    {
        string expected = ChildProcess.Output<HashedRun>(("CURRICULUM_THREADS", "1"));
        Assert.Equal(expected, ChildProcess.Output<HashedRun>(("CURRICULUM_THREADS", "3"), ("DOTNET_EnableAVX512", "0")));
    }

    [Fact]
    public void The_output_has_mean_zero_and_variance_one_where_it_was_normalised()
    {
        var y = F.BatchNorm((new RandomState(9).RandN(50, 3, 4) * 7) + 100, epsilon: 0).Value;
        Assert.True(y.Mean([0, 2]).Abs().Max().Item() < 1e-12);
        Assert.True((y.Var([0, 2]) - 1).Abs().Max().Item() < 1e-12);
    }

    [Fact]
    public void A_gain_of_another_length_is_an_error_that_says_so()
    {
        var error = Assert.Throws<ShapeException>(() => F.BatchNorm(NdArray.Zeros(4, 3), NdArray.Zeros(4)));
        Assert.Equal("BatchNorm: gain must be [3] (the channels of x [4, 3]), got [4].", error.Message);
        error = Assert.Throws<ShapeException>(() => F.LayerNorm(NdArray.Zeros(2, 5), NdArray.Zeros(4), NdArray.Zeros(5)));
        Assert.Equal("LayerNorm: gain must be [5] (the normalised axes), got [4].", error.Message);
    }

    [Fact]
    public void Instance_norm_of_vectors_is_an_error_that_names_the_cure()
    {
        var error = Assert.Throws<ShapeException>(() => F.InstanceNorm(NdArray.Zeros(4, 3)));
        Assert.Equal("InstanceNorm: x must be [n, c, *] with positions to normalise over, got [4, 3]. For vectors use LayerNorm.", error.Message);
    }

    private static void CheckDerivatives(Func<Tensor[], Tensor> f, int[] shape, int[] parameters)
    {
        var random = new RandomState(7);
        var report = GradientCheck.Run(f, [random.RandN(shape), random.RandN(parameters), random.RandN(parameters)], order: 2);
        Assert.True(report.Passed, report.ToString());
    }

    private sealed class HashedRun : IChildProgram
    {
        public static string Run()
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (int[] shape in new[] { new[] { 5, 40, 1171 }, [700, 50, 1] })
            {
                var random = new RandomState(6);
                bool isImage = shape[2] > 1;
                Tensor[] x = [.. new[] { random.RandN(isImage ? shape : shape[..2]) + 2, random.RandN(shape[1]), random.RandN(shape[1]) }.Select(a => Tensor.Variable(a.As(DType.Float32)))];
                var y = isImage ? F.BatchNorm(x[0], x[1], x[2]) : F.LayerNorm(x[0], x[1], x[2]);
                y.Square().Sum().Backward();
                foreach (var values in x.Select(t => t.Gradient!).Prepend(y.Value))
                    hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(values.ToArray<float>()));
            }

            return Convert.ToHexString(hash.GetHashAndReset());
        }
    }
}
