using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Functional.Operations;
using Curriculum.Tests.Goldens;
using Curriculum.Tests.Processes;

namespace Curriculum.Tests.Functional;

public class AttentionTests
{
    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "attention", MemberType = typeof(GoldenFiles))]
    public void Attention_agrees_with_the_reference(string name) => GoldenRun.Check("attention", name, run =>
    {
        var blocked = run.Optional("mask")?.Value;
        if (blocked is { Rank: 2 })
            blocked = blocked.ExpandDims(1);
        var (y, weights) = run.Case.Text("kind") switch
        {
            "additive" => F.AdditiveAttention(run["q"], run["k"], run["v"], run["weight_q"].T, run["weight_k"].T, run["bias"], run["weight_v"].Reshape(-1), blocked),
            "dot" => F.DotProductAttention(run["q"], run["k"], run["v"], blocked, scale: 1),
            _ => F.DotProductAttention(run["q"], run["k"], run["v"], blocked),
        };
        return new Dictionary<string, Tensor> { ["y"] = y, ["weights"] = weights };
    });

    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "positional_encoding", MemberType = typeof(GoldenFiles))]
    public void Positional_encoding_agrees_with_the_reference(string name) => GoldenRun.Check("positional_encoding", name, run =>
    {
        var table = F.PositionalEncoding(run.Case.Whole("length"), run.Case.Whole("d_model"), run.Case.Whole("offset"), run.Case.Number("base"), run.DType);
        return run.Case.Text("op") == "table" ? table : run["x"] + table.To(run["x"].Value.Device);
    });

    [Fact]
    public void The_first_and_second_derivatives_are_right()
    {
        var random = new RandomState(1);
        var report = GradientCheck.Run(
            x => F.DotProductAttention(x[0], x[1], x[2], F.CausalMask(3)).Output, [random.RandN(2, 3, 4), random.RandN(2, 3, 4), random.RandN(2, 3, 5)], order: 2);
        Assert.True(report.Passed, report.ToString());
        report = GradientCheck.Run(
            x => F.AdditiveAttention(x[0], x[1], x[2], x[3], x[4], x[5], x[6]).Output,
            [random.RandN(1, 3, 2), random.RandN(1, 4, 3), random.RandN(1, 4, 2), random.RandN(2, 5), random.RandN(3, 5), random.RandN(5), random.RandN(5)], order: 2);
        Assert.True(report.Passed, report.ToString());
    }

    [Fact]
    public void A_causal_mask_blocks_the_future_and_a_padding_mask_what_follows_the_end()
    {
        Assert.Equal([false, true, true, false, false, true, false, false, false], F.CausalMask(3).ToArray<bool>());
        Assert.Equal([false, false, true, false, true, true], F.PaddingMask(NdArray.Of(new[] { 2, 1 }), 3).ToArray<bool>());
    }

    [Fact]
    public void A_query_that_may_look_at_nothing_gets_the_mean_and_no_nan()
    {
        var v = new RandomState(1).RandN(1, 3, 2);
        var (y, _) = F.DotProductAttention(NdArray.Ones(1, 1, 2), NdArray.Ones(1, 3, 2), v, NdArray.Ones([1, 1, 3], DType.Boolean));
        Assert.True((y.Value - v.Mean(1, keepDims: true)).Abs().Max().Item() < 1e-15);
    }

    [Theory]
    [InlineData(2, 20, 20, 32)]
    [InlineData(3, 5, 17, 6)]
    [InlineData(3, 21, 64, 33)]
    [InlineData(4, 1, 1, 1)]
    public void Attention_in_one_sweep_has_the_bits_of_its_steps(int batch, int queries, int keys, int features)
    {
        foreach (var (dtype, mask) in from dtype in new[] { DType.Float32, DType.Float64 } from mask in Enumerable.Range(0, 3) select (dtype, mask))
        {
            var blocked = Mask(mask, batch, queries, keys);
            NdArray[] expected = Run(batch, queries, keys, features, dtype, (q, k, v) =>
            {
                var scores = (q * (1 / Math.Sqrt(features))).MatMul(k, transposeB: true);
                var weights = F.Softmax(blocked is null ? scores : Tensor.Where(blocked, -1e30, scores));
                return (weights.MatMul(v), weights);
            });
            NdArray[] actual = Run(batch, queries, keys, features, dtype, (q, k, v) => F.DotProductAttention(q, k, v, blocked));
            for (int i = 0; i < expected.Length; i++)
                Assert.Equal(expected[i].ToArray<double>().Select(BitConverter.DoubleToInt64Bits), actual[i].ToArray<double>().Select(BitConverter.DoubleToInt64Bits));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Attention_of_packed_sequences_has_the_bits_of_that_of_padded_ones(bool isCausal)
    {
        HeadRows queries = new([5, 17, 9, 1], 3), keys = isCausal ? queries : new([3, 1, 20, 8], 3);
        var blocked = isCausal ? F.CausalMask(17) : keys.IsPast().Reshape(4, 1, 1, 20);
        foreach (var dtype in new[] { DType.Float32, DType.Float64 })
        {
            var random = new RandomState(3);
            Tensor[] x = [.. new[] { (queries.Rows, 96), (keys.Rows, 96), (keys.Rows, 21) }.Select(shape => Tensor.Variable(random.RandN(shape.Item1, shape.Item2).As(dtype)))];
            var seed = random.RandN(queries.Rows, 21).As(dtype);
            var (fast, weights) = F.PackedAttention(x[0], x[1], x[2], queries, keys, blocked, isCausal, null, w => F.Dropout(w, 0.1, new RandomState(4)));
            var (heads, padded) = F.DotProductAttention(queries.Spread(x[0]), keys.Spread(x[1]), keys.Spread(x[2]), blocked, dropWeights: w => F.Dropout(w, 0.1, new RandomState(4)));
            var steps = queries.Gather(heads);
            Assert.Equal(steps.Value.ToArray<double>(), fast.Value.ToArray<double>());
            Assert.Equal(NdArray.Where(queries.IsPast().Reshape(4, 1, 17, 1), 0.0, padded.Value).ToArray<double>(), weights.Value.ToArray<double>());
            Tensor[] expected = Gradient.Of([steps], x, [seed], createGraph: false), actual = Gradient.Of([fast], x, [seed], createGraph: false);
            for (int i = 0; i < x.Length; i++)
                Assert.Equal(expected[i].Value.ToArray<double>(), actual[i].Value.ToArray<double>());
        }
    }

    [Fact]
    public void Heads_come_together_again_without_a_copy()
    {
        var random = new RandomState(1);
        Tensor q = Heads(random.RandN(2, 5, 12)), k = Heads(random.RandN(2, 7, 12)), v = Heads(random.RandN(2, 7, 16));
        Assert.True(F.DotProductAttention(q, k, v).Output.Transpose(0, 2, 1, 3).Value.IsContiguous);

        static Tensor Heads(NdArray x) => x.Reshape(x.Shape[0], x.Shape[1], 4, -1).Transpose(0, 2, 1, 3);
    }

    [Fact]
    public void The_bits_of_attention_do_not_depend_on_vectors_and_threads()
    {
        string expected = ChildProcess.Output<Step>(("CURRICULUM_THREADS", "1"));
        Assert.Equal(expected, ChildProcess.Output<Step>(("CURRICULUM_THREADS", "3"), ("DOTNET_EnableAVX512", "0")));
        Assert.Equal(expected, ChildProcess.Output<Step>(("DOTNET_EnableAVX2", "0")));
    }

    [Fact]
    public void Wrong_shapes_are_errors_that_say_so()
    {
        Assert.Equal(
            "DotProductAttention: query [*, l, d] and key [*, s, d] must have the same d, got [2, 3, 4] and [2, 3, 5].",
            Assert.Throws<ShapeException>(() => F.DotProductAttention(NdArray.Zeros(2, 3, 4), NdArray.Zeros(2, 3, 5), NdArray.Zeros(2, 3, 5))).Message);
        Assert.Equal(
            "PaddingMask: lengths must be [n], the length of each sequence, got [2, 1].", Assert.Throws<ShapeException>(() => F.PaddingMask(NdArray.Zeros([2, 1], DType.Int64), 3)).Message);
        Assert.Equal(
            "DotProductAttention: there must be a value for each key, got keys [2, 3, 4] and values [2, 2, 4].",
            Assert.Throws<ShapeException>(() => F.DotProductAttention(NdArray.Zeros(2, 3, 4), NdArray.Zeros(2, 3, 4), NdArray.Zeros(2, 2, 4))).Message);
    }

    // Nobody, the future, or what follows the end of each sequence, one of which has no key at all.
    private static NdArray? Mask(int kind, int batch, int queries, int keys) => kind switch
    {
        0 => null,
        1 => F.CausalMask(queries, keys),
        _ => F.PaddingMask(NdArray.Arange(batch), keys).Reshape(batch, 1, 1, keys),
    };

    // Of heads that were split off without a copy: the output, the weights, and the gradients of what the heads were split off from.
    private static NdArray[] Run(int batch, int queries, int keys, int features, DType dtype, Func<Tensor, Tensor, Tensor, (Tensor Output, Tensor Weights)> attention)
    {
        const int Count = 4;
        var random = new RandomState(3);
        Tensor[] x = [.. new[] { queries, keys, keys }.Select(length => Tensor.Variable(random.RandN(batch, length, Count * features).As(dtype)))];
        Tensor[] heads = Array.ConvertAll(x, t => t.Reshape(batch, -1, Count, features).Transpose(0, 2, 1, 3));
        var (output, weights) = attention(heads[0], heads[1], heads[2]);
        Tensor[] seeds = [random.RandN([.. output.Shape]).As(dtype), random.RandN([.. weights.Shape]).As(dtype)];
        return [output.Value, weights.Value, .. Gradient.Of([output, weights], x, seeds, createGraph: false).Select(gradient => gradient.Value)];
    }

    private sealed class Step : IChildProgram
    {
        public static string Run()
        {
            var results = AttentionTests.Run(3, 7, 21, 10, DType.Float32, (q, k, v) => F.DotProductAttention(q, k, v, Mask(1, 3, 7, 21)));
            return Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<float>(results.SelectMany(r => r.ToArray<float>()).ToArray())));
        }
    }
}
