using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Tests.Goldens;

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
        return run.Case.Text("op") == "table" ? table : run["x"] + table;
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
}
