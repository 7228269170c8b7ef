using Curriculum.Arrays;
using Curriculum.Layers;
using Curriculum.Text.Translation;

namespace Curriculum.Tests.Layers;

/// <summary>Sizes that make no sense are refused where they are given, with the layer or settings, the argument, what is expected and what came.</summary>
public class SizeTests
{
    private static readonly RandomState Random = new(1);

    private static readonly Dictionary<string, Func<int, object>> OneOrMore = new()
    {
        ["Linear: inputs"] = n => Linear.Create(n, 2, Random),
        ["Linear: outputs"] = n => Linear.Create(2, n, Random),
        ["Conv1d: inputs"] = n => Conv1d.Create(n, 2, 3, Random),
        ["Conv1d: kernel"] = n => Conv1d.CreateCausal(2, 2, n, Random),
        ["Conv2d: outputs"] = n => Conv2d.Create(2, n, 3, Random),
        ["Conv2d: groups"] = n => Conv2d.Create(2, 2, 3, Random, groups: n),
        ["BatchNorm: features"] = n => BatchNorm.Create(n),
        ["LayerNorm: features"] = n => LayerNorm.Create(n),
        ["InstanceNorm: features"] = n => InstanceNorm.Create(n),
        ["GroupNorm: groups"] = n => GroupNorm.Create(n, 4),
        ["GroupNorm: features"] = n => GroupNorm.Create(2, n),
        ["Embedding: words"] = n => Embedding.Create(n, 4, Random),
        ["Embedding: features"] = n => Embedding.Create(4, n, Random),
        ["MultiHeadAttention: features"] = n => MultiHeadAttention.Create(n, 2, Random),
        ["MultiHeadAttention: heads"] = n => TransformerEncoderLayer.Create(4, n, 8, Random),
        ["MultiHeadAttention: keyFeatures"] = n => MultiHeadAttention.Create(4, 2, Random, keyFeatures: n),
        ["MultiHeadAttention: valueFeatures"] = n => MultiHeadAttention.Create(4, 2, Random, valueFeatures: n),
        ["AdditiveAttention: queryFeatures"] = n => AdditiveAttention.Create(n, 2, 3, Random),
        ["AdditiveAttention: keyFeatures"] = n => AdditiveAttention.Create(2, n, 3, Random),
        ["AdditiveAttention: hidden"] = n => AdditiveAttention.Create(2, 3, n, Random),
        ["FeedForward: features"] = n => FeedForward.Create(n, 2, Random),
        ["FeedForward: hidden"] = n => TransformerDecoderLayer.Create(4, 2, n, Random),
        ["Recurrent: layers"] = n => Recurrent.Create((d, h) => GruCell.Create(d, h, Random), 3, 4, n),
        ["RnnCell: inputs"] = n => RnnCell.Create(n, 4, Random),
        ["GruCell: inputs"] = n => GruCell.Create(n, 4, Random),
        ["LstmCell: hidden"] = n => LstmCell.Create(4, n, Random),
        ["TransformerSettings: Layers"] = n => new TransformerSettings { Layers = n },
        ["TransformerSettings: Features"] = n => new TransformerSettings { Features = n },
        ["TransformerSettings: Hidden"] = n => new TransformerSettings { Hidden = n },
        ["TransformerSettings: Heads"] = n => new TransformerSettings { Heads = n },
        ["TransformerSettings: HeadFeatures"] = n => new TransformerSettings { HeadFeatures = n },
        ["TransformerSettings: MaxLength"] = n => TransformerSettings.Paper with { MaxLength = n },
        ["TranslationSettings: BatchSize"] = n => Translation with { BatchSize = n },
        ["TranslationSettings: MaxLength"] = n => Translation with { MaxLength = n },
        ["TranslationSettings: RnnFeatures"] = n => Translation with { RnnFeatures = n },
    };

    private static readonly Dictionary<string, Func<object>> OutOfRange = new()
    {
        ["Conv2d: kernel must be 1×1 or more, got 0×3."] = () => Conv2d.Create(2, 2, (0, 3), Random),
        ["Conv2d: kernel must be 1×1 or more, got 3×-1."] = () => Conv2d.Create(2, 2, (3, -1), Random),
        ["ConvTranspose2d: kernel must be 1×1 or more, got 0×0."] = () => ConvTranspose2d.Create(2, 2, 0, Random),
        ["GroupNorm: groups must divide the 4 features, got 3."] = () => GroupNorm.Create(3, 4),
        ["MultiHeadAttention: heads must divide the 4 features, got 3."] = () => MultiHeadAttention.Create(4, 3, Random),
        ["LayerNorm: features must be the lengths of the normalised axes, each 1 or more, got [2, 0]."] = () => LayerNorm.Create([2, 0]),
        ["LayerNorm: features must be the lengths of the normalised axes, each 1 or more, got []."] = () => LayerNorm.Create([]),
        ["Embedding: paddingIndex must be one of the words 0 … 3, got 4."] = () => Embedding.Create(4, 2, Random, paddingIndex: 4),
        ["Embedding: paddingIndex must be one of the words 0 … 3, got -1."] = () => Embedding.Create(4, 2, Random, paddingIndex: -1),
        ["TransformerSettings: DropProbability must be 0 or more and less than 1, got 1."] = () => new TransformerSettings { DropProbability = 1 },
        ["TransformerSettings: DropProbability must be 0 or more and less than 1, got NaN."] = () => new TransformerSettings { DropProbability = double.NaN },
        ["TranslationSettings: Epochs must be 0 or more, got -1."] = () => Translation with { Epochs = -1 },
        ["TranslationSettings: WarmUp must be 0 or more, got -1."] = () => Translation with { WarmUp = -1 },
        ["TranslationSettings: LearningRate must be a number above 0, got 0."] = () => Translation with { LearningRate = 0 },
        ["TranslationSettings: LearningRate must be a number above 0, got NaN."] = () => Translation with { LearningRate = double.NaN },
        ["TranslationSettings: LabelSmoothing must be 0 … 1, got 1.5."] = () => Translation with { LabelSmoothing = 1.5 },
        ["ConvTranspose2d: kernel, stride and dilation must be at least 1, got kernel 3×3, stride -1×-1, dilation 1×1."]
            = () => ConvTranspose2d.Create(2, 2, 3, Random, stride: -1).Forward(NdArray.Ones(1, 2, 4, 4)),
        ["Dropout: p, the probability of dropping, must be 0 ≤ p < 1."] = () => FeedForward.Create(4, 2, Random, dropProbability: -0.1).Forward(NdArray.Ones(3, 4), Pass.Training(Random)),
    };

    public static TheoryData<string> Sizes => [.. OneOrMore.Keys];

    public static TheoryData<string> Messages => [.. OutOfRange.Keys];

    private static TranslationSettings Translation => new(TranslatorKind.Rnn, Seed: 1);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_size_is_1_or_more(string argument)
    {
        foreach (int size in new[] { 0, -1 })
        {
            var error = Assert.Throws<ArgumentOutOfRangeException>(() => OneOrMore[argument](size));
            Assert.StartsWith($"{argument} must be 1 or more, got {size}.", error.Message, StringComparison.Ordinal);
            Assert.Equal(argument.Split(' ')[1], error.ParamName);
        }

        Assert.NotNull(OneOrMore[argument](2));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void What_is_out_of_range_or_does_not_divide_is_named_with_what_came(string message)
        => Assert.StartsWith(message, Assert.ThrowsAny<ArgumentException>(() => OutOfRange[message]()).Message, StringComparison.Ordinal);

    [Fact]
    public void Settings_say_what_to_do()
        => Assert.StartsWith(
            "TransformerSettings: Layers must be 1 or more, got 0. Leave it out for what the course has.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new TransformerSettings { Layers = 0 }).Message, StringComparison.Ordinal);
}
