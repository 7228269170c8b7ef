using Curriculum.Autograd;
using Curriculum.Display;

namespace Curriculum.Layers;

/// <summary>An immutable tree of parameters: whatever has weights to learn.</summary>
/// <remarks>
/// A module is a record whose members are tensors, buffers and other modules. Everything that walks over its weights (listing, copying, saving,
/// replacing by fast weights) is one method, <see cref="Map"/>. A module with one input and one output is a <see cref="Layer"/>.
/// </remarks>
[TypeFormatterSource(typeof(ViewFormatters), PreferredMimeTypes = [ViewFormatters.Plain])]
public abstract record Module
{
    /// <summary>The same module with every parameter and buffer replaced by what <paramref name="map"/> makes of it.</summary>
    /// <param name="map">Sees each parameter and buffer with its path, such as <c>0.Weight</c>.</param>
    public abstract Module Map(ParameterMap map);

    /// <summary>Every parameter once, in the order of the tree, each with its path, such as <c>0.Weight</c>.</summary>
    public IReadOnlyList<Parameter> Parameters
    {
        get
        {
            var all = new List<Parameter>();
            Map(new ParameterMap((name, tensor) =>
            {
                all.Add(new Parameter(name, tensor));
                return tensor;
            }));
            return all;
        }
    }

    /// <summary>Every buffer (what a layer remembers but does not learn, such as running statistics) with its path.</summary>
    public IReadOnlyList<(string Name, LayerBuffer Buffer)> Buffers
    {
        get
        {
            var all = new List<(string, LayerBuffer)>();
            Map(new ParameterMap((_, tensor) => tensor, (name, buffer) =>
            {
                all.Add((name, buffer));
                return buffer;
            }));
            return all;
        }
    }

    /// <summary>How many numbers are learned.</summary>
    public long ParameterCount => Parameters.Sum(p => (long)p.Tensor.Shape.Size);

    /// <summary>One line that names the module and its sizes.</summary>
    public sealed override string ToString() => Describe();

    /// <summary>What <see cref="ToString"/> says: by default the name of the type.</summary>
    protected virtual string Describe() => GetType().Name;

    // Leaves and buffers of its own, so that training the copy leaves the original alone.
    private protected Module CopyTree() => Map(new ParameterMap(
        (_, tensor) => Tensor.Variable(tensor.Value.Copy(), tensor.Name),
        (_, buffer) => new LayerBuffer(buffer.Value.Copy())));
}
