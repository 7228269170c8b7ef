using Curriculum.Autograd;
using Curriculum.Functional;

namespace Curriculum.Layers;

/// <summary>The activation y = x · sigmoid(x), also called swish, element by element: <see cref="F.Silu"/> as a layer.</summary>
/// <remarks>x [*] → y [*]. Ramachandran et al., arXiv:1710.05941.</remarks>
public sealed record Silu : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => F.Silu(x);

    /// <inheritdoc/>
    public override Silu Map(ParameterMap map) => this;
}
