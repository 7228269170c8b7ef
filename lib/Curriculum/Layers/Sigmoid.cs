using Curriculum.Autograd;
using Curriculum.Functional;

namespace Curriculum.Layers;

/// <summary>The activation y = 1 / (1 + e⁻ˣ), element by element: <see cref="F.Sigmoid"/> as a layer.</summary>
/// <remarks>x [*] → y [*].</remarks>
public sealed record Sigmoid : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => F.Sigmoid(x);

    /// <inheritdoc/>
    public override Sigmoid Map(ParameterMap map) => this;
}
