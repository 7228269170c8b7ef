using Curriculum.Autograd;
using Curriculum.Functional;

namespace Curriculum.Layers;

/// <summary>Probabilities from scores, eˣ / Σ eˣ along an axis: <see cref="F.Softmax"/> as a layer.</summary>
/// <remarks>x [*] → y [*], rows along the axis add up to 1. Leave it out of a model that trains with <see cref="F.SoftmaxCrossEntropy(Tensor, Tensor)"/>: that loss takes the scores.</remarks>
/// <param name="Axis">The axis of the classes.</param>
public sealed record Softmax(int Axis = -1) : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => F.Softmax(x, Axis);

    /// <inheritdoc/>
    public override Softmax Map(ParameterMap map) => this;
}
