using Curriculum.Autograd;
using Curriculum.Layers;

namespace Curriculum.Text.Translation;

/// <summary>What training makes small, as a layer: the positions of pairs in the training set → the loss of that batch. So the <see cref="Training.Trainer"/> and its checkpoints serve translation, too.</summary>
/// <param name="Model">What is learned.</param>
/// <param name="Pairs">The training set.</param>
/// <param name="LabelSmoothing">The share of the target distribution that is spread over all words.</param>
public sealed record TranslationObjective(Translator Model, IReadOnlyList<EncodedPair> Pairs, double LabelSmoothing = 0) : Layer
{
    /// <summary>The loss of a batch, summed over its words.</summary>
    /// <param name="x">Which pairs, [n].</param>
    /// <param name="pass">Draws how the batch is read, and drops, when it trains.</param>
    public override Tensor Forward(Tensor x, Pass pass)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(pass);
        var batch = TranslationBatch.Of(x.Value.ToArray<long>().Select(i => Pairs[(int)i]), Model.Special, Model.TrainsOnSourceBegin);
        return Model.Loss(batch, pass.IsTraining ? Model.TrainingInputs(pass.Random) : DecoderInputs.Gold, pass, LabelSmoothing);
    }

    /// <inheritdoc/>
    public override TranslationObjective Map(ParameterMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return this with { Model = map.In(nameof(Model), Model) };
    }

    /// <inheritdoc/>
    protected override string Describe() => $"{Model}";
}
