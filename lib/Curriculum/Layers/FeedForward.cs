using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;

namespace Curriculum.Layers;

/// <summary>Two linear layers with a nonlinearity between them, at each position alike: y = f(x·W₁ + b₁)·W₂ + b₂.</summary>
/// <remarks>x [*, e] → y [*, e]. Vaswani et al., arXiv:1706.03762, eq. 2, with f = ReLU.</remarks>
/// <param name="First">W₁ [e, f], b₁.</param>
/// <param name="Second">W₂ [f, e], b₂.</param>
/// <param name="Activation">f; null: ReLU.</param>
/// <param name="DropProbability">The probability of dropping a hidden unit in a training pass.</param>
public sealed record FeedForward(Linear First, Linear Second, Layer? Activation = null, double DropProbability = 0) : Layer
{
    /// <summary>A new layer.</summary>
    /// <param name="features">e.</param>
    /// <param name="hidden">f, the units between.</param>
    /// <param name="random">Where the weights come from.</param>
    /// <param name="activation">f; left out: ReLU.</param>
    /// <param name="weights">How weights are drawn; left out: <see cref="Initializer.GlorotUniform"/>.</param>
    /// <param name="dropProbability">The probability of dropping a hidden unit in a training pass.</param>
    /// <param name="dtype">Float32 for training, Float64 for gradient checks and NumPy parity.</param>
    /// <exception cref="ArgumentOutOfRangeException">features or hidden is not positive.</exception>
    public static FeedForward Create(
        int features, int hidden, RandomState random, Layer? activation = null, Initializer? weights = null, double dropProbability = 0, DType dtype = DType.Float32)
    {
        Sizes.RequirePositive(nameof(FeedForward), features);
        Sizes.RequirePositive(nameof(FeedForward), hidden);
        weights ??= Initializer.GlorotUniform;
        return new(Linear.Create(features, hidden, random, weights, dtype), Linear.Create(hidden, features, random, weights, dtype), activation, dropProbability);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass)
    {
        ArgumentNullException.ThrowIfNull(pass);
        var hidden = First.Forward(x, pass);
        hidden = Activation is null ? F.Relu(hidden) : Activation.Forward(hidden, pass);
        return Second.Forward(pass.IsTraining && DropProbability != 0 ? F.Dropout(hidden, DropProbability, pass.Random) : hidden, pass);
    }

    /// <inheritdoc/>
    public override FeedForward Map(ParameterMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return this with
        {
            First = map.In(nameof(First), First),
            Second = map.In(nameof(Second), Second),
            Activation = Activation is null ? null : map.In(nameof(Activation), Activation),
        };
    }

    /// <inheritdoc/>
    protected override string Describe() => $"FeedForward {First.Weight.Shape[0]} → {First.Weight.Shape[1]} → {Second.Weight.Shape[1]}";
}
