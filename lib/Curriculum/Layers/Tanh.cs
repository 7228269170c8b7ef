using Curriculum.Autograd;
using Curriculum.Functional;

namespace Curriculum.Layers;

/// <summary>The activation y = tanh x, element by element: <see cref="F.Tanh"/> as a layer.</summary>
/// <remarks>x [*] → y [*].</remarks>
public sealed record Tanh : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => F.Tanh(x);

    /// <inheritdoc/>
    public override Tanh Map(ParameterMap map) => this;
}
