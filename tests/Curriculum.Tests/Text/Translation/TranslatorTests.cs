using Curriculum.Arrays;
using Curriculum.Layers;
using Curriculum.Text;
using Curriculum.Text.Translation;

namespace Curriculum.Tests.Text.Translation;

public class TranslatorTests
{
    private static readonly SpecialTokens Special = SpecialTokens.Default;

    // Sentences of different lengths, so that every batch is filled up somewhere.
    private static readonly EncodedPair[] Pairs = [new([4, 5, 6], [7, 8]), new([6], [9, 4, 5, 5]), new([5, 5, 4, 4, 7], [6])];

    public static TheoryData<string> Models => ["gru", "transformer", "transformer as in the paper"];

    [Fact]
    public void The_courses_sizes_give_the_courses_numbers_of_parameters()
    {
        Assert.Equal(4_002_869, GruTranslator.Create(3_725, 4_405, new RandomState(0)).ParameterCount);
        var transformer = TransformerTranslator.Create(3_725, 4_405, new RandomState(0));
        Assert.Equal(2_325_888, transformer.ParameterCount);
        Assert.Equal(2_331_776, transformer.ParameterCount + transformer.Buffers.Sum(buffer => buffer.Buffer.Value.Size));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_sentence_gets_the_same_scores_alone_and_beside_longer_ones(string name)
    {
        var model = Create(name);
        var together = TranslationBatch.Of(Pairs, Special, model.TrainsOnSourceBegin);
        NdArray[] alone = [.. Pairs.OrderByDescending(pair => pair.Target.Length).Select(pair => Scores(model, TranslationBatch.Of([pair], Special, model.TrainsOnSourceBegin)))];
        Assert.Equal(5 + 3 + 2, together.Packed.Rows);
        Same(NdArray.Concatenate(0, alone), Scores(model, together));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Word_by_word_with_a_cache_the_scores_are_those_of_all_positions_at_once(string name)
    {
        var model = Create(name);
        var batch = TranslationBatch.Of(Pairs, Special, model.TrainsOnSourceBegin);
        var expected = Scores(model, batch);
        var state = model.Start(batch.Source);
        var steps = new List<NdArray>();
        for (int t = 0; t < batch.Steps; t++)
        {
            (var scores, state) = model.Next(state, batch.Targets[.., t]);
            steps.Add(scores);
        }

        Same(expected, NdArray.Stack(1, [.. steps]).Reshape(-1, expected.Shape[1]).Take(batch.Packed.Positions));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_decoder_that_reads_its_own_words_reads_what_it_would_say(string name)
    {
        var model = Create(name);
        var batch = TranslationBatch.Of([Pairs[1]], Special, model.TrainsOnSourceBegin);
        var own = model.Logits(batch, DecoderInputs.Own, Pass.Evaluation).Value;
        // The same words, told as if they were the right ones.
        int[] said = own.ArgMax(1).ToArray<int>()[..4];
        var told = TranslationBatch.Of([Pairs[1] with { Target = said }], Special, model.TrainsOnSourceBegin);
        Same(Scores(model, told), own);
    }

    [Fact]
    public void What_the_source_is_filled_up_with_is_not_learned_from()
    {
        var model = Create("transformer");
        model.Loss(TranslationBatch.Of(Pairs, Special), DecoderInputs.Gold, Pass.Evaluation).Backward();
        var gradient = ((TransformerTranslator)model).SourceWords.Weight.Gradient!;
        Assert.Equal(0, gradient[Special.Padding].Abs().Max().Item());
        // BEGIN is dropped in training: its vector stays as it was drawn.
        Assert.Equal(0, gradient[Special.Begin].Abs().Max().Item());
        Assert.NotEqual(0, gradient[Special.End].Abs().Max().Item());
    }

    [Fact]
    public void A_sentence_beyond_the_table_of_positions_is_an_error_that_names_the_cure()
    {
        var model = Create("transformer");
        var error = Assert.Throws<ShapeException>(() => Decoding.Greedy(model, [[4, 4, 4, 4, 4, 4, 4]], 3));
        Assert.Equal("TransformerTranslator: a sentence may have 8 tokens with BEGIN and END, got 9. Use TransformerSettings with a larger MaxLength.", error.Message);
    }

    [Fact]
    public void Attention_maps_show_every_head_of_every_layer()
    {
        var maps = ((TransformerTranslator)Create("transformer")).Attention(Pairs[0], sourceBegin: false);
        Assert.Equal([[2, 4, 4], [2, 4, 4]], maps.Encoder.Select(map => map.Shape.ToArray()));
        Assert.Equal([[2, 3, 3], [2, 3, 3]], maps.Decoder.Select(map => map.Shape.ToArray()));
        Assert.Equal([[2, 3, 4], [2, 3, 4]], maps.Source.Select(map => map.Shape.ToArray()));
        Assert.All(maps.Encoder.Concat(maps.Decoder).Concat(maps.Source), map => Same(NdArray.Ones(map.Shape[0], map.Shape[1]), map.Sum(-1)));
        // No target looks at the future.
        Assert.All(maps.Decoder, map => Assert.Equal(0, map[.., 0, 1..].Max().Item()));
    }

    internal static Translator Create(string name, uint seed = 3)
    {
        var settings = new TransformerSettings { Features = 8, Hidden = 6, Layers = 2, Heads = 2, HeadFeatures = 3, MaxLength = 8 };
        var random = new RandomState(seed);
        return name switch
        {
            "gru" => GruTranslator.Create(8, 10, random, Special, features: 5, hidden: 4, dtype: DType.Float64),
            "transformer" => TransformerTranslator.Create(8, 10, random, Special, settings, DType.Float64),
            _ => TransformerTranslator.Create(8, 10, random, Special, settings with { ScalesByModel = false, ScalesEmbeddings = true, DropsEmbeddings = true, TrainsOnSourceBegin = true }, DType.Float64),
        };
    }

    private static NdArray Scores(Translator model, TranslationBatch batch) => model.Logits(batch, DecoderInputs.Gold, Pass.Evaluation).Value;

    private static void Same(NdArray expected, NdArray actual)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Assert.InRange((expected - actual).Abs().Max().Item(), 0, 1e-12);
    }
}
