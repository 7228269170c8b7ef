using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Layers;

namespace Curriculum.Tests.Layers;

public class PackedSequencesTests
{
    private static readonly int[] Lengths = [3, 1, 4], TargetLengths = [2, 5, 1];

    private static readonly NdArray Source = new RandomState(1).RandN(3, 4, 6), Target = new RandomState(2).RandN(3, 5, 6);

    [Fact]
    public void Packing_keeps_the_real_positions_in_order()
    {
        var packed = new PackedSequences(Lengths);
        Assert.Equal([0, 1, 2, 4, 8, 9, 10, 11], packed.Positions.ToArray<int>());
        Assert.Equal([0, 1, 2, 0, 0, 1, 2, 3], packed.Places.ToArray<int>());
        Assert.Equal((8, 4), (packed.Rows, packed.Longest));
    }

    [Fact]
    public void Packed_encoder_and_decoder_layers_give_what_padded_ones_give_with_masks()
    {
        var encoder = TransformerEncoderLayer.Create(6, 2, 5, new RandomState(3), dtype: DType.Float64);
        var decoder = TransformerDecoderLayer.Create(6, 3, 5, new RandomState(4), dtype: DType.Float64);
        PackedSequences sources = new(Lengths), targets = new(TargetLengths);
        var padding = F.PaddingMask(NdArray.Of(Lengths), 4);

        var memory = encoder.Forward(Source, null, padding);
        var packedMemory = encoder.Forward(Pack(Source, sources), new AttentionPlan(sources, sources, 2));
        Same(Pack(memory, sources), packedMemory);

        var y = decoder.Forward(Target, memory, F.CausalMask(5), blockedMemoryKeys: padding);
        var packedY = decoder.Forward(Pack(Target, targets), packedMemory, new AttentionPlan(targets, targets, 3, isCausal: true), new AttentionPlan(targets, sources, 3));
        Same(Pack(y, targets), packedY);
    }

    [Fact]
    public void Step_by_step_with_a_cache_a_decoder_layer_gives_what_it_gives_with_a_causal_mask()
    {
        var decoder = TransformerDecoderLayer.Create(6, 3, 5, new RandomState(4), normFirst: true, dtype: DType.Float64);
        var padding = F.PaddingMask(NdArray.Of(Lengths), 4);
        var expected = decoder.Forward(Target, Source, F.CausalMask(5), blockedMemoryKeys: padding).Value;
        var memory = decoder.CrossAttention.Remember(Source, Source);
        AttentionMemory? past = null;
        for (int t = 0; t < 5; t++)
        {
            (var y, past) = decoder.Step(Target[.., t..(t + 1)], past, memory, padding);
            Assert.Equal(t + 1, past.Length);
            Same(expected[.., t..(t + 1)], y);
        }
    }

    [Fact]
    public void A_scale_of_its_own_takes_the_place_of_one_over_the_root_of_the_heads_features()
    {
        var attention = MultiHeadAttention.Create(6, 2, new RandomState(5), dtype: DType.Float64);
        Same(attention.Forward(Source).Value, (attention with { Scale = 1 / Math.Sqrt(3) }).Forward(Source));
        Assert.NotEqual(attention.Forward(Source).Value.ToArray<double>(), (attention with { Scale = 1 / Math.Sqrt(6) }).Forward(Source).Value.ToArray<double>());
    }

    [Fact]
    public void What_does_not_fit_is_explained()
    {
        var attention = MultiHeadAttention.Create(6, 2, new RandomState(5), dtype: DType.Float64);
        var plan = new AttentionPlan(new PackedSequences(Lengths), new PackedSequences(Lengths), 2);
        Tensor seven = NdArray.Zeros(7, 6), eight = NdArray.Zeros(8, 6);
        Assert.Equal(
            "MultiHeadAttention: query must be [8, features], key and value [8, features] by the plan, got [7, 6], [8, 6] and [8, 6].",
            Assert.Throws<ShapeException>(() => attention.Attend(seven, eight, eight, plan)).Message);
        Assert.StartsWith("PackedSequences: lengths must hold at least one length, each 1 or more, got [2, 0].", Assert.Throws<ArgumentException>(() => new PackedSequences([2, 0])).Message);
        Assert.StartsWith(
            "AttentionPlan: keys must be one sequence for each of the 3 of the queries, got 1.",
            Assert.Throws<ArgumentException>(() => new AttentionPlan(new PackedSequences(Lengths), new PackedSequences([2]), 2)).Message);
        Assert.StartsWith(
            "AttentionPlan: keys must have the lengths of the queries where no position looks at later ones, got [3, 1, 4] and [2, 5, 1].",
            Assert.Throws<ArgumentException>(() => new AttentionPlan(new PackedSequences(Lengths), new PackedSequences(TargetLengths), 2, isCausal: true)).Message);
        Assert.StartsWith(
            "MultiHeadAttention: the plan must be for 2 heads, as the layer has them, got one for 3.",
            Assert.Throws<ArgumentException>(() => attention.Attend(eight, eight, eight, new AttentionPlan(plan.Queries, plan.Keys, 3))).Message);
        Assert.StartsWith("MultiHeadAttention: the plan must be for 2 heads", Assert.Throws<ArgumentException>(() => attention.Remember(eight, new AttentionPlan(plan.Queries, plan.Keys, 1))).Message);
        var decoder = TransformerDecoderLayer.Create(6, 2, 5, new RandomState(4), dtype: DType.Float64);
        Assert.Equal(
            "TransformerDecoderLayer: a step takes the next target alone, x [n, 1, features], got [3, 5, 6]. Forward with a causal mask takes several.",
            Assert.Throws<ShapeException>(() => decoder.Step(Target, null, decoder.CrossAttention.Remember(Source, Source))).Message);
    }

    private static Tensor Pack(Tensor padded, PackedSequences packed) => padded.Reshape(-1, padded.Shape[2]).Take(packed.Positions);

    private static void Same(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Assert.InRange((expected.Value - actual.Value).Abs().Max().Item(), 0, 1e-12);
    }
}
