using Curriculum.Autograd;

namespace Curriculum.Layers;

/// <summary>The same numbers in another shape for each example: x [n, …] → y [n, shape].</summary>
/// <param name="Shape">The lengths of the axes after the batch, such as [1, 28, 28] to make images of vectors; one may be −1.</param>
public sealed record Reshape(params IReadOnlyList<int> Shape) : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Reshape([x.Shape[0], .. Shape]);
    }

    /// <inheritdoc/>
    public override Reshape Map(ParameterMap map) => this;

    /// <inheritdoc/>
    protected override string Describe() => $"Reshape [n, {string.Join(", ", Shape)}]";
}
