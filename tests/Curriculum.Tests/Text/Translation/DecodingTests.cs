using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Layers;
using Curriculum.Text;
using Curriculum.Text.Translation;

namespace Curriculum.Tests.Text.Translation;

public class DecodingTests
{
    [Theory]
    [InlineData("gru")]
    [InlineData("transformer")]
    public void Greedy_decoding_side_by_side_says_what_a_beam_of_one_says_of_each_sentence(string name)
    {
        var model = TranslatorTests.Create(name, seed: 5);
        int[][] sentences = [[4, 5, 6], [6], [5, 5, 4, 4], [7, 4]];
        var together = Decoding.Greedy(model, sentences, 6);
        Assert.Equal(together, sentences.Select(sentence => Decoding.Beam(model, sentence, 6, beamSize: 1)[0].Words));
        Assert.Equal(together, Decoding.Greedy(model, sentences, 6, batchSize: 3));
        Assert.True(together.Distinct().Count() > 1);
    }

    // After BEGIN: 4 is likelier than 5. After 4 everything is equally likely; after 5, END is nearly certain.
    private static readonly double[,] Table =
    {
        { 0, 0, 0, 0, 0, 0 }, { 0, 0, 0, 0, 0, 0 },
        { -9, -9, -9, -9, 0.4, 0 }, { 0, 0, 0, 0, 0, 0 },
        { 0, 0, 0, 0, 0, 0 }, { -9, -9, -9, 3, -9, -9 },
    };

    [Fact]
    public void A_beam_finds_the_likelier_translation_whose_first_word_is_not_the_best()
    {
        var model = new TableTranslator(NdArray.Of(Table));
        Assert.Equal(4, Decoding.Greedy(model, [[4]], 3)[0][0]);
        var best = Decoding.Beam(model, [4], 3, beamSize: 2)[0];
        Assert.Equal([5], best.Words);
        Assert.True(best.IsFinished);
        // log p = log softmax(first row)[5] + log softmax(row of 5)[END], divided by two words.
        double first = -Math.Log((4 * Math.Exp(-9)) + Math.Exp(0.4) + 1), second = 3 - Math.Log((5 * Math.Exp(-9)) + Math.Exp(3));
        Assert.Equal((first + second) / 2, best.Score, 12);
    }

    [Fact]
    public void Every_possible_translation_of_two_words_is_no_better_than_what_a_wide_beam_finds()
    {
        var model = new TableTranslator(new RandomState(1).RandN(6, 6));
        var found = Decoding.Beam(model, [4], 3, beamSize: 36, lengthPower: 0)[0];
        var logs = model.Logs;
        double best = (from a in Enumerable.Range(0, 6) from b in Enumerable.Range(0, 6) select (a, b))
            .Select(w => w.a == 3 ? logs[2, 3].Item() : w.b == 3 ? logs[2, w.a].Item() + logs[w.a, 3].Item()
                : logs[2, w.a].Item() + logs[w.a, w.b].Item() + Enumerable.Range(0, 6).Max(c => logs[w.b, c].Item()))
            .Max();
        Assert.Equal(best, found.Score, 12);
    }

    // The next word depends on the last one alone.
    private sealed record TableTranslator(NdArray Scores) : Translator(SpecialTokens.Default)
    {
        public NdArray Logs => Scores - Scores.LogSumExp(1, keepDims: true);

        public override Tensor Logits(TranslationBatch batch, DecoderInputs inputs, Pass pass) => throw new NotSupportedException();

        public override DecodingState Start(SourceBatch source) => new Nothing();

        public override (NdArray Scores, DecodingState State) Next(DecodingState state, NdArray words) => (Scores.Take(words), state);

        public override TableTranslator Map(ParameterMap map) => this;

        private sealed record Nothing : DecodingState
        {
            public override DecodingState Take(NdArray rows) => this;
        }
    }
}
