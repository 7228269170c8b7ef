using Curriculum.Autograd;
using Curriculum.Functional;

namespace Curriculum.Layers;

/// <summary>The activation y = x · Φ(x), with Φ the normal distribution function, element by element: <see cref="F.Gelu"/> as a layer.</summary>
public sealed record Gelu : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => F.Gelu(x);

    /// <inheritdoc/>
    public override Gelu Map(ParameterMap map) => this;
}
