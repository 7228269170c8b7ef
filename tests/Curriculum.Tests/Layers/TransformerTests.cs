using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Layers;
using Curriculum.Tests.Functional;
using Curriculum.Tests.Goldens;

namespace Curriculum.Tests.Layers;

public class TransformerTests
{
    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "multi_head_attention", MemberType = typeof(GoldenFiles))]
    public void Multi_head_attention_agrees_with_the_reference(string name) => GoldenRun.Check("multi_head_attention", name, run =>
    {
        var attention = Attention(run, "", run.Case.Whole("num_heads"));
        var blocked = run.Optional("attn_mask")?.Value;
        if (blocked is { Rank: 3 })
            blocked = blocked.Reshape(-1, attention.Heads, blocked.Shape[1], blocked.Shape[2]);
        var q = run["q"];
        var (y, weights) = attention.Attend(q, run.Optional("k") ?? q, run.Optional("v") ?? q, blocked, run.Optional("key_padding_mask")?.Value);
        return new Dictionary<string, Tensor> { ["y"] = y, ["weights"] = run.Case.Flag("average_attn_weights") ? weights.Mean(1) : weights };
    });

    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "transformer_encoder_layer", MemberType = typeof(GoldenFiles))]
    public void An_encoder_layer_agrees_with_the_reference(string name) => GoldenRun.Check("transformer_encoder_layer", name, run =>
    {
        var layer = new TransformerEncoderLayer(Attention(run, "self_attn.", run.Case.Whole("num_heads")), Feed(run), Norm(run, 1), Norm(run, 2));
        return layer.Forward(run["src"], run.Optional("src_mask")?.Value, run.Optional("src_key_padding_mask")?.Value);
    });

    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "transformer_decoder_layer", MemberType = typeof(GoldenFiles))]
    public void A_decoder_layer_agrees_with_the_reference(string name) => GoldenRun.Check("transformer_decoder_layer", name, run =>
    {
        int heads = run.Case.Whole("num_heads");
        var layer = new TransformerDecoderLayer(
            Attention(run, "self_attn.", heads), Attention(run, "multihead_attn.", heads), Feed(run), Norm(run, 1), Norm(run, 2), Norm(run, 3));
        return layer.Forward(
            run["tgt"], run["memory"], run.Optional("tgt_mask")?.Value, run.Optional("tgt_key_padding_mask")?.Value,
            run.Optional("memory_mask")?.Value, run.Optional("memory_key_padding_mask")?.Value);
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_first_and_second_derivatives_are_right(bool normFirst)
    {
        var random = new RandomState(1);
        var encoder = TransformerEncoderLayer.Create(4, 2, 3, random, activation: new Gelu(), normFirst: normFirst, dtype: DType.Float64);
        var decoder = TransformerDecoderLayer.Create(4, 2, 3, random, activation: new Gelu(), normFirst: normFirst, dtype: DType.Float64);
        var parameters = encoder.Parameters;
        NdArray[] at = [random.RandN(2, 3, 4), .. parameters.Select(p => p.Value)];
        var report = GradientCheck.Run(
            x =>
            {
                var weights = parameters.Select((p, i) => (p.Name, x[i + 1])).ToDictionary(pair => pair.Name, pair => pair.Item2);
                return ((TransformerEncoderLayer)encoder.Map(new ParameterMap((name, _) => weights[name]))).Forward(x[0], F.CausalMask(3), null);
            },
            at, order: 2);
        Assert.True(report.Passed, report.ToString());
        report = GradientCheck.Run(x => decoder.Forward(x[0], x[1]), [random.RandN(1, 3, 4), random.RandN(1, 2, 4)], order: 2);
        Assert.True(report.Passed, report.ToString());
    }

    [Fact]
    public void With_the_norm_first_each_part_is_added_to_what_goes_around_it()
    {
        var layer = TransformerEncoderLayer.Create(4, 2, 3, new RandomState(1), normFirst: true, dtype: DType.Float64);
        Tensor x = new RandomState(2).RandN(2, 3, 4);
        var between = x + layer.Attention.Forward(layer.Norm1.Forward(x));
        var expected = between + layer.FeedForward.Forward(layer.Norm2.Forward(between));
        Assert.True((layer.Forward(x).Value - expected.Value).Abs().Max().Item() < 1e-15);
    }

    [Fact]
    public void Dropout_works_in_a_training_pass_only_and_needs_random_numbers()
    {
        var layer = TransformerEncoderLayer.Create(4, 2, 8, new RandomState(1), dropProbability: 0.5);
        Tensor x = new RandomState(2).RandN(2, 3, 4).As(DType.Float32);
        float[] Run(Pass pass) => layer.Forward(x, pass).Value.ToArray<float>();
        Assert.Equal(Run(Pass.Evaluation), Run(Pass.Evaluation));
        Assert.Equal(Run(Pass.Training(new RandomState(3))), Run(Pass.Training(new RandomState(3))));
        Assert.NotEqual(Run(Pass.Training(new RandomState(3))), Run(Pass.Training(new RandomState(4))));
        Assert.Throws<InvalidOperationException>(() => Run(Pass.Training()));
    }

    [Fact]
    public void Parameters_are_named_by_their_path()
        => Assert.Equal(
            ["Attention.Query.Weight", "Attention.Query.Bias", "Attention.Key.Weight", "Attention.Key.Bias", "Attention.Value.Weight", "Attention.Value.Bias",
             "Attention.Output.Weight", "Attention.Output.Bias", "FeedForward.First.Weight", "FeedForward.First.Bias", "FeedForward.Second.Weight", "FeedForward.Second.Bias",
             "Norm1.Gain", "Norm1.Shift", "Norm2.Gain", "Norm2.Shift"],
            TransformerEncoderLayer.Create(4, 2, 8, new RandomState(1)).Parameters.Select(p => p.Name));

    [Fact]
    public void Wrong_arguments_are_errors_that_say_so()
    {
        Assert.Contains("MultiHeadAttention: heads must divide the 6 features, got 4.", Assert.Throws<ArgumentException>(() => MultiHeadAttention.Create(6, 4, new RandomState(1))).Message, StringComparison.Ordinal);
        var attention = MultiHeadAttention.Create(4, 2, new RandomState(1), dtype: DType.Float64);
        Assert.Equal(
            "MultiHeadAttention: blockedKeys must be [2, 3] (n, s), got [3, 3].",
            Assert.Throws<ShapeException>(() => attention.Attend(NdArray.Zeros(2, 3, 4), NdArray.Zeros(2, 3, 4), NdArray.Zeros(2, 3, 4), blockedKeys: NdArray.Zeros([3, 3], DType.Boolean))).Message);
    }

    // PyTorch's in_proj_weight holds the transposes of the three projections, one below the other.
    private static MultiHeadAttention Attention(GoldenRun run, string prefix, int heads)
    {
        Linear Project(int part, string separate)
        {
            var bias = run.Optional(prefix + "in_proj_bias");
            int features = run[prefix + "out_proj.weight"].Shape[0];
            var rows = (part * features)..((part + 1) * features);
            var weight = run.Optional(prefix + "in_proj_weight") is { } all ? all[rows] : run[prefix + separate];
            return new Linear(weight.T, bias?[rows]);
        }

        return new MultiHeadAttention(
            Project(0, "q_proj_weight"), Project(1, "k_proj_weight"), Project(2, "v_proj_weight"),
            new Linear(run[prefix + "out_proj.weight"].T, run.Optional(prefix + "out_proj.bias")), heads);
    }

    private static FeedForward Feed(GoldenRun run)
        => new(new Linear(run["linear1.weight"].T, run["linear1.bias"]), new Linear(run["linear2.weight"].T, run["linear2.bias"]));

    private static LayerNorm Norm(GoldenRun run, int i) => new(run[$"norm{i}.weight"], run[$"norm{i}.bias"], run.Case.Number("layer_norm_eps"));
}
