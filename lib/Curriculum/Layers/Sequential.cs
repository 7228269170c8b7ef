using Curriculum.Autograd;
using Curriculum.Functional;

namespace Curriculum.Layers;

/// <summary>Layers one after another: y = fₖ(… f₂(f₁(x))).</summary>
/// <remarks>x [*] → y [*]: what the first layer takes, what the last gives.</remarks>
public sealed record Sequential : Layer
{
    /// <summary>A model of these layers, in this order.</summary>
    /// <param name="layers">At least one layer.</param>
    /// <exception cref="ArgumentException">There is no layer.</exception>
    public Sequential(params IReadOnlyList<Layer> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        if (layers.Count == 0)
            throw new ArgumentException("Sequential: layers must hold at least one layer, got none.", nameof(layers));
        Layers = [.. layers];
    }

    /// <summary>The layers in order.</summary>
    public IReadOnlyList<Layer> Layers { get; private init; }

    /// <summary>The layer at a position, counted from 0.</summary>
    public Layer this[int index] => Layers[index];

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass)
    {
        for (int i = 0; i < Layers.Count; i++)
        {
            // The usual beginning of a network for images has an operation of its own, which saves writing and reading the largest array.
            if (i + 2 < Layers.Count && Layers[i] is Conv2d conv && Layers[i + 1] is Relu && Layers[i + 2] is MaxPool2d pool)
            {
                x = F.Conv2dReluMaxPool2d(x, conv.Weight, conv.Bias, conv.Stride, conv.Padding, conv.Dilation, conv.Groups, pool.Kernel, pool.Stride, pool.Padding);
                i += 2;
            }
            else
            {
                x = Layers[i].Forward(x, pass);
            }
        }

        return x;
    }

    /// <summary>The output of every layer, in order: what flows through the model, to look at or to take gradients of.</summary>
    /// <param name="x">The input, as for <see cref="Forward(Tensor, Pass)"/>.</param>
    /// <param name="pass">The pass; left out: evaluation.</param>
    public IReadOnlyList<LayerOutput> Trace(Tensor x, Pass? pass = null)
    {
        var outputs = new List<LayerOutput>(Layers.Count);
        for (int i = 0; i < Layers.Count; i++)
        {
            x = Layers[i].Forward(x, pass ?? Pass.Evaluation);
            outputs.Add(new LayerOutput($"{i} {Layers[i].GetType().Name}", Layers[i], x));
        }

        return outputs;
    }

    /// <inheritdoc/>
    public override Sequential Map(ParameterMap map) => new([.. Layers.Select((layer, i) => map.In($"{i}", layer))]);

    /// <inheritdoc/>
    protected override string Describe()
        => $"Sequential, {ParameterCount:N0} parameters" + string.Concat(Layers.Select((layer, i) => $"\n  {i} {layer}".ReplaceLineEndings("\n")));
}
