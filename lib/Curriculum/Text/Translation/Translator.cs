using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Layers;

namespace Curriculum.Text.Translation;

/// <summary>A model that reads a sentence and says it in another language, word by word: p(y | x) = Πₜ p(yₜ | y₁ … yₜ₋₁, x).</summary>
/// <param name="Special">The special tokens of both vocabularies.</param>
public abstract record Translator(SpecialTokens Special) : Module
{
    /// <summary>Whether the sentences that it learns from begin with <see cref="SpecialTokens.Begin"/>.</summary>
    public virtual bool TrainsOnSourceBegin => false;

    /// <summary>Whether the sentences that it translates begin with <see cref="SpecialTokens.Begin"/>.</summary>
    public virtual bool ReadsSourceBegin => false;

    /// <summary>The scores of all words at every real position of the targets.</summary>
    /// <param name="batch">The pairs.</param>
    /// <param name="inputs">What the decoder reads.</param>
    /// <param name="pass">Drops when it trains.</param>
    /// <returns>[r, v], a row for each real position, target by target.</returns>
    public abstract Tensor Logits(TranslationBatch batch, DecoderInputs inputs, Pass pass);

    /// <summary>Reads sentences.</summary>
    /// <param name="source">The sentences.</param>
    public abstract DecodingState Start(SourceBatch source);

    /// <summary>The scores of the next word.</summary>
    /// <param name="state">What was read and said so far.</param>
    /// <param name="words">The word that was said last, <see cref="SpecialTokens.Begin"/> at the start, [n].</param>
    /// <returns>The scores [n, v], and the state after that word.</returns>
    public abstract (NdArray Scores, DecodingState State) Next(DecodingState state, NdArray words);

    /// <summary>The loss of a batch, −Σ log p(word | words before), summed over all words of all targets.</summary>
    /// <param name="batch">The pairs.</param>
    /// <param name="inputs">What the decoder reads.</param>
    /// <param name="pass">Drops when it trains.</param>
    /// <param name="labelSmoothing">The share of the target distribution that is spread over all words.</param>
    public Tensor Loss(TranslationBatch batch, DecoderInputs inputs, Pass pass, double labelSmoothing = 0)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return F.SoftmaxCrossEntropy(Logits(batch, inputs, pass), batch.Labels, Reduction.Sum, labelSmoothing: labelSmoothing);
    }

    /// <summary>How a training batch is to be read: the right words, unless the model sometimes trains on its own.</summary>
    /// <param name="random">Where the choice comes from.</param>
    public virtual DecoderInputs TrainingInputs(RandomState random) => DecoderInputs.Gold;

    /// <inheritdoc/>
    public abstract override Translator Map(ParameterMap map);
}
