using Curriculum.Arrays;
using Curriculum.Autograd;

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

    /// <summary>Told the weights [n, heads, l, s] of each <see cref="MultiHeadAttention"/> when they are computed; null: nobody.</summary>
    public Action<MultiHeadAttention, Tensor>? Attended { get; private init; }

    /// <summary>The random numbers of a training pass (dropout masks).</summary>
    /// <exception cref="InvalidOperationException">The pass was made without any.</exception>
    public RandomState Random => _random ?? throw new InvalidOperationException(
        "Pass: a layer of this model draws random numbers while training, and the pass has none. Use Pass.Training(new RandomState(seed)), or new Trainer(…) { Random = new RandomState(seed) }.");

    /// <summary>A training pass: batch normalisation uses and records the statistics of its batch, dropout drops.</summary>
    /// <param name="random">Where dropout masks come from; may be left out by models that draw none.</param>
    public static Pass Training(RandomState? random = null) => new(true, random);

    /// <summary>An evaluation pass that shows what each attention looks at.</summary>
    /// <param name="attended">Told the layer and its weights [n, heads, l, s], in the order of the computation.</param>
    public static Pass Watching(Action<MultiHeadAttention, Tensor> attended) => new(false, null) { Attended = attended };
}
