using Curriculum.Autograd;
using Curriculum.Functional;

namespace Curriculum.Layers;

/// <summary>The largest element of each window (<see cref="F.MaxPool2d"/>).</summary>
/// <remarks>x [n, c, h, w] → y [n, c, oh, ow].</remarks>
/// <param name="Kernel">kh × kw.</param>
/// <param name="Stride">The step from window to window; null: the kernel.</param>
/// <param name="Padding">The border on each side; null: 0.</param>
public sealed record MaxPool2d(Size2d Kernel, Size2d? Stride = null, Size2d? Padding = null) : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => F.MaxPool2d(x, Kernel, Stride, Padding);

    /// <inheritdoc/>
    public override MaxPool2d Map(ParameterMap map) => this;

    /// <inheritdoc/>
    protected override string Describe() => $"MaxPool2d {Kernel}{(Stride is { } stride ? $", stride {stride}" : "")}{(Padding is { } padding ? $", padding {padding}" : "")}";
}
