using Curriculum.Autograd;
using Curriculum.Functional;

namespace Curriculum.Layers;

/// <summary>The activation y = max(x, 0), element by element: <see cref="F.Relu"/> as a layer.</summary>
/// <remarks>x [*] → y [*]. Nair and Hinton, 2010.</remarks>
public sealed record Relu : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => F.Relu(x);

    /// <inheritdoc/>
    public override Relu Map(ParameterMap map) => this;
}
