using Curriculum.Autograd;
using Curriculum.Functional;

namespace Curriculum.Layers;

/// <summary>The mean of each channel over the whole image: x [n, c, h, w] → y [n, c] (<see cref="F.GlobalAveragePool"/>).</summary>
public sealed record GlobalAveragePool : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => F.GlobalAveragePool(x);

    /// <inheritdoc/>
    public override GlobalAveragePool Map(ParameterMap map) => this;
}
