using Curriculum.Autograd;
using Curriculum.Functional;

namespace Curriculum.Layers;

/// <summary>The mean of each window (<see cref="F.AveragePool2d"/>).</summary>
/// <remarks>x [n, c, h, w] → y [n, c, oh, ow].</remarks>
/// <param name="Kernel">kh × kw.</param>
/// <param name="Stride">The step from window to window; null: the kernel.</param>
/// <param name="Padding">The border of zeros on each side; null: 0.</param>
public sealed record AveragePool2d(Size2d Kernel, Size2d? Stride = null, Size2d? Padding = null) : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => F.AveragePool2d(x, Kernel, Stride, Padding);

    /// <inheritdoc/>
    public override AveragePool2d Map(ParameterMap map) => this;

    /// <inheritdoc/>
    protected override string Describe() => $"AveragePool2d {Kernel}{(Stride is { } stride ? $", stride {stride}" : "")}{(Padding is { } padding ? $", padding {padding}" : "")}";
}
