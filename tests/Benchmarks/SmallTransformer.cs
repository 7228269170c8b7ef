using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Layers;

namespace Curriculum.Benchmarks;

/// <summary>A decoder-only Transformer of three layers: 128 features, 6 heads of 32, 256 hidden units, 6,000 words, 20 positions.</summary>
internal sealed record SmallTransformer(Embedding Words, Tensor Positions, IReadOnlyList<TransformerEncoderLayer> Blocks, Linear Output) : Layer
{
    private const int Features = 128, Heads = 6, HeadFeatures = 32, Hidden = 256, Vocabulary = 6000, Length = 20;

    private static readonly NdArray Future = F.CausalMask(Length);

    public static SmallTransformer Create(RandomState random)
    {
        return new(
            Embedding.Create(Vocabulary, Features, random),
            Tensor.Variable((random.RandN(Length, Features) * 0.02).As(DType.Float32)),
            [.. Enumerable.Range(0, 3).Select(_ => new TransformerEncoderLayer(
                new MultiHeadAttention(Into(), Into(), Into(), Linear.Create(Heads * HeadFeatures, Features, random), Heads),
                FeedForward.Create(Features, Hidden, random), LayerNorm.Create(Features), LayerNorm.Create(Features)))],
            Linear.Create(Features, Vocabulary, random));

        Linear Into() => Linear.Create(Features, Heads * HeadFeatures, random);
    }

    public override Tensor Forward(Tensor x, Pass pass)
    {
        var y = Words.Forward(x, pass) + Positions;
        foreach (var block in Blocks)
            y = block.Forward(y, Future, null, pass);
        return Output.Forward(y, pass);
    }

    public override SmallTransformer Map(ParameterMap map) => this with
    {
        Words = map.In(nameof(Words), Words),
        Positions = map.At(nameof(Positions), Positions),
        Blocks = [.. Blocks.Select((block, i) => map.In($"{i}", block))],
        Output = map.In(nameof(Output), Output),
    };
}
