using Curriculum.Arrays;
using Curriculum.Layers;
using Curriculum.Optimizers;
using Curriculum.Text.Translation;

namespace Curriculum.Benchmarks;

/// <summary>A training step of the course's two translators at their full sizes. The lengths of the 64 pairs are spread as those of the Tanaka corpus; <c>peer.py</c> has the same.</summary>
internal static class TranslationSteps
{
    private const int Pairs = 64, SourceWords = 3725, TargetWords = 4405;

    // 5 … 15 and 8 … 17 tokens, END included: 8.3 and 12.4 in the mean, where the corpus has 8.8 and 12.3.
    private static int SourceLength(int pair) => 5 + (10 * pair * pair / 3969);

    private static int TargetLength(int pair) => 8 + (9 * (pair * 37 % Pairs) / 63);

    public static Action Transformer(RandomState random) => Step(TransformerTranslator.Create(SourceWords, TargetWords, random), random, _ => DecoderInputs.Gold);

    // One batch of five is read with the right words, as the course's teacher forcing of 0.2 has it in the mean.
    public static Action Rnn(RandomState random) => Step(GruTranslator.Create(SourceWords, TargetWords, random), random, step => step % 5 == 0 ? DecoderInputs.Gold : DecoderInputs.Own);

    private static Action Step(Translator model, RandomState random, Func<int, DecoderInputs> inputs)
    {
        var adam = new Adam(model.Parameters) { Form = OptimizerForm.PyTorch };
        var pass = Pass.Training(random);
        EncodedPair[] pairs = [.. Enumerable.Range(0, Pairs).Select(i => new EncodedPair(Words(SourceLength(i) - 1, SourceWords), Words(TargetLength(i) - 1, TargetWords)))];
        int step = 0;
        return () =>
        {
            var loss = model.Loss(TranslationBatch.Of(pairs, model.Special), inputs(step++), pass);
            loss.Backward();
            adam.Step();
            loss.Release();
        };

        int[] Words(int count, int vocabulary) => [.. random.RandInt(4, vocabulary, [count]).ToArray<long>().Select(id => (int)id)];
    }
}
