using Curriculum.Autograd;
using Curriculum.Functional;

namespace Curriculum.Layers;

/// <summary>The activation y = x for x &gt; 0, else α · (eˣ − 1): <see cref="F.Elu"/> as a layer.</summary>
/// <remarks>x [*] → y [*]. Clevert et al., arXiv:1511.07289, eq. 15.</remarks>
/// <param name="Alpha">α: the output far on the negative side is −α.</param>
public sealed record Elu(double Alpha = 1) : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => F.Elu(x, Alpha);

    /// <inheritdoc/>
    public override Elu Map(ParameterMap map) => this;

    /// <inheritdoc/>
    protected override string Describe() => $"Elu α {Alpha}";
}
