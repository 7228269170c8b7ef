using Curriculum.Arrays;
using Curriculum.Optimizers;

namespace Curriculum.Text.Translation;

/// <summary>Everything that decides a training run. The same settings give the same weights, bit for bit.</summary>
/// <param name="Model">Which model.</param>
/// <param name="Seed">Where all random numbers come from: weights first, then the order of the pairs, dropout and the choice of what is read.</param>
public sealed record TranslationSettings(TranslatorKind Model, uint Seed)
{
    /// <summary>The numbers of the special tokens; the course's two exercises differ in them, which changes nothing but the order of the rows.</summary>
    public SpecialTokens Special => Model == TranslatorKind.Rnn ? new SpecialTokens(Padding: 0, Unknown: 3, Begin: 1, End: 2) : SpecialTokens.Default;

    /// <summary>How many passes over the training set.</summary>
    public int Epochs { get; init => field = Setting.AtLeast<TranslationSettings>(0, value); } = 10;

    /// <summary>How many pairs a batch has.</summary>
    public int BatchSize { get; init => field = Setting.AtLeast<TranslationSettings>(1, value); } = 64;

    /// <summary>Adam's learning rate (in PyTorch's form).</summary>
    public double LearningRate { get; init => field = value > 0 ? value : throw Setting.Refused<TranslationSettings>("a number above 0", value); } = 1e-3;

    /// <summary>The steps over which the rate rises before it falls with the root of the step (Vaswani et al., arXiv:1706.03762, eq. 3); 0: the rate is constant, as in the course.</summary>
    public int WarmUp { get; init => field = Setting.AtLeast<TranslationSettings>(0, value); }

    /// <summary>The share of the target distribution that is spread over all words; 0 in the course, 0.1 in the paper.</summary>
    public double LabelSmoothing { get; init => field = value is >= 0 and <= 1 ? value : throw Setting.Refused<TranslationSettings>("0 … 1", value); }

    /// <summary>How many words a greedy translation has at most, END included.</summary>
    public int MaxLength { get; init => field = Setting.AtLeast<TranslationSettings>(1, value); } = 20;

    /// <summary>The sizes and switches of the Transformer.</summary>
    public TransformerSettings Transformer { get; init; } = TransformerSettings.Course;

    /// <summary>The features of word vectors and states of the RNN.</summary>
    public int RnnFeatures { get; init => field = Setting.AtLeast<TranslationSettings>(1, value); } = 256;

    internal Translator CreateModel(TranslationData data, RandomState random)
        => Model == TranslatorKind.Rnn
            ? GruTranslator.Create(data.Source.Count, data.Target.Count, random, Special, RnnFeatures, RnnFeatures)
            : TransformerTranslator.Create(data.Source.Count, data.Target.Count, random, Special, Transformer);

    internal Adam CreateOptimizer(Translator model)
        => new(model.Parameters, LearningRate)
        {
            Form = OptimizerForm.PyTorch,
            Schedule = WarmUp == 0 ? null : new NoamSchedule(Model == TranslatorKind.Rnn ? RnnFeatures : Transformer.Features, WarmUp),
        };
}
