using Curriculum.Autograd;
using Curriculum.Functional;

namespace Curriculum.Layers;

/// <summary>The p-norm of each window (<see cref="F.LpPool2d"/>).</summary>
/// <remarks>x [n, c, h, w] → y [n, c, oh, ow].</remarks>
/// <param name="P">p, at least 1.</param>
/// <param name="Kernel">kh × kw.</param>
/// <param name="Stride">The step from window to window; null: the kernel.</param>
public sealed record LpPool2d(double P, Size2d Kernel, Size2d? Stride = null) : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => F.LpPool2d(x, P, Kernel, Stride);

    /// <inheritdoc/>
    public override LpPool2d Map(ParameterMap map) => this;

    /// <inheritdoc/>
    protected override string Describe() => $"LpPool2d p {P}, {Kernel}{(Stride is { } stride ? $", stride {stride}" : "")}";
}
