using Curriculum.Arrays;

namespace Curriculum.Layers;

/// <summary>What a forward pass is for: evaluation, or training with its random numbers. Handed down from layer to layer, so there is no hidden mode to forget.</summary>
public sealed class Pass
{
    private readonly RandomState? _random;

    private Pass(bool isTraining, RandomState? random) => (IsTraining, _random) = (isTraining, random);

    /// <summary>The finished network at work: nothing is dropped, running statistics are used and stay.</summary>
    public static Pass Evaluation { get; } = new(false, null);

    /// <summary>Whether this pass trains.</summary>
    public bool IsTraining { get; }

    /// <summary>The random numbers of a training pass (dropout masks).</summary>
    /// <exception cref="InvalidOperationException">The pass was made without any.</exception>
    public RandomState Random => _random ?? throw new InvalidOperationException(
        "Pass: a layer of this model draws random numbers while training, and the pass has none. Use Pass.Training(new RandomState(seed)), or new Trainer(…) { Random = new RandomState(seed) }.");

    /// <summary>A training pass: batch normalisation uses and records the statistics of its batch, dropout drops.</summary>
    /// <param name="random">Where dropout masks come from; may be left out by models that draw none.</param>
    public static Pass Training(RandomState? random = null) => new(true, random);
}
