using Curriculum.Autograd;
using Curriculum.Functional;

namespace Curriculum.Layers;

/// <summary>The activation y = log(1 + eˣ), element by element: <see cref="F.Softplus"/> as a layer.</summary>
/// <remarks>x [*] → y [*].</remarks>
public sealed record Softplus : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => F.Softplus(x);

    /// <inheritdoc/>
    public override Softplus Map(ParameterMap map) => this;
}
