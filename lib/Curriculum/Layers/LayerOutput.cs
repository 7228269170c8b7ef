using Curriculum.Autograd;

namespace Curriculum.Layers;

/// <summary>What one layer of a traced model gave (see <see cref="Sequential.Trace"/>).</summary>
/// <param name="Name">The layer's place in the model, such as <c>2 Relu</c>.</param>
/// <param name="Layer">The layer.</param>
/// <param name="Output">Its output, a node of the graph: <c>Gradient.Of(loss, output)</c> is the gradient that arrives there.</param>
public sealed record LayerOutput(string Name, Layer Layer, Tensor Output);
