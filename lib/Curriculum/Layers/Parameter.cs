using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Display;

namespace Curriculum.Layers;

/// <summary>A tensor that is learned, with the path that names it inside its model.</summary>
/// <param name="Name">The path, such as <c>0.Weight</c>.</param>
/// <param name="Tensor">The weights: a tracked leaf of the graph.</param>
[TypeFormatterSource(typeof(ViewFormatters), PreferredMimeTypes = [ViewFormatters.Plain])]
public sealed record Parameter(string Name, Tensor Tensor)
{
    /// <summary>The present numbers.</summary>
    public NdArray Value => Tensor.Value;

    /// <summary>What the last backward pass left here; null before it and after the optimizer's step.</summary>
    public NdArray? Gradient => Tensor.Gradient;

    /// <summary>Name and shape, such as <c>0.Weight [784, 40]</c>.</summary>
    public override string ToString() => $"{Name} {Tensor.Shape}";
}
