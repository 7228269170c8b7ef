using Curriculum.Autograd;

namespace Curriculum.Layers;

/// <summary>Images to vectors: x [n, c, h, w] (or any [n, …]) → y [n, c·h·w].</summary>
public sealed record Flatten : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Reshape(x.Shape[0], x.Shape.SizeOf(1, x.Rank));
    }

    /// <inheritdoc/>
    public override Flatten Map(ParameterMap map) => this;
}
