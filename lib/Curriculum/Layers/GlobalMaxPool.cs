using Curriculum.Autograd;
using Curriculum.Functional;

namespace Curriculum.Layers;

/// <summary>The largest element of each channel over the whole image: x [n, c, h, w] → y [n, c] (<see cref="F.GlobalMaxPool"/>).</summary>
public sealed record GlobalMaxPool : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => F.GlobalMaxPool(x);

    /// <inheritdoc/>
    public override GlobalMaxPool Map(ParameterMap map) => this;
}
