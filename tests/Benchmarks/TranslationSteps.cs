using Curriculum.Arrays;
using Curriculum.Layers;
using Curriculum.Optimizers;
using Curriculum.Text.Translation;

namespace Curriculum.Benchmarks;

/// <summary>A training step of the course's two translators at their full sizes. The lengths of the pairs are spread as those of the Tanaka corpus; <c>peer.py</c> has the same.</summary>
internal static class TranslationSteps
{
    public const int CoursePairs = 64;

    private const int SourceWords = 3725, TargetWords = 4405;

    // 5 … 15 and 8 … 17 tokens, END included: 8.3 and 12.4 in the mean, where the corpus has 8.8 and 12.3.
    private static int SourceLength(int pair, int pairs) => 5 + (10 * pair * pair / ((pairs - 1) * (pairs - 1)));

    private static int TargetLength(int pair, int pairs) => 8 + (9 * (pair * 37 % pairs) / (pairs - 1));

    /// <summary>A step of the Transformer.</summary>
    /// <param name="random">Where weights and words come from.</param>
    /// <param name="pairs">How many pairs a batch has.</param>
    /// <param name="settings">Left out: the course's.</param>
    /// <param name="words">The most words of a vocabulary.</param>
    /// <param name="read">Told the loss of each step, which waits for a device; left out: nobody.</param>
    public static Action Transformer(RandomState random, int pairs = CoursePairs, TransformerSettings? settings = null, int words = int.MaxValue, Action<double>? read = null)
        => Step(TransformerTranslator.Create(Math.Min(words, SourceWords), Math.Min(words, TargetWords), random, settings: settings), random, _ => DecoderInputs.Gold, pairs, words, read);

    // One batch of five is read with the right words, as the course's teacher forcing of 0.2 has it in the mean.
    public static Action Rnn(RandomState random) => Step(GruTranslator.Create(SourceWords, TargetWords, random), random, step => step % 5 == 0 ? DecoderInputs.Gold : DecoderInputs.Own);

    private static Action Step(Translator model, RandomState random, Func<int, DecoderInputs> inputs, int pairs = CoursePairs, int most = int.MaxValue, Action<double>? read = null)
    {
        var adam = new Adam(model.Parameters) { Form = OptimizerForm.PyTorch };
        var pass = Pass.Training(random);
        EncodedPair[] batch = [.. Enumerable.Range(0, pairs).Select(i => new EncodedPair(Words(SourceLength(i, pairs) - 1, SourceWords), Words(TargetLength(i, pairs) - 1, TargetWords)))];
        int step = 0;
        return () =>
        {
            var loss = model.Loss(TranslationBatch.Of(batch, model.Special), inputs(step++), pass);
            loss.Backward();
            adam.Step();
            read?.Invoke(loss.Item());
            loss.Release();
        };

        int[] Words(int count, int vocabulary) => [.. random.RandInt(4, Math.Min(most, vocabulary), [count]).ToArray<long>().Select(id => (int)id)];
    }
}
