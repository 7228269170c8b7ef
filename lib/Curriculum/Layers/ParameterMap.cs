using System.Diagnostics.CodeAnalysis;
using Curriculum.Autograd;

namespace Curriculum.Layers;

/// <summary>A walk over the parameters and buffers of a module: what each is replaced by.</summary>
/// <remarks>
/// A tensor that occurs twice (tied weights) is visited once and stays tied. For instance one step of gradient descent that is itself differentiable (MAML):
/// <code>var fast = model.Map(new ParameterMap((name, w) => w - rate * gradients[name]));</code>
/// </remarks>
public sealed class ParameterMap
{
    private readonly Func<string, Tensor, Tensor> _parameter;
    private readonly Func<string, LayerBuffer, LayerBuffer> _buffer;
    private readonly string _path;
    private readonly Dictionary<object, object> _seen;

    /// <summary>A map that replaces parameters, and buffers where <paramref name="buffer"/> is given.</summary>
    /// <param name="parameter">The path and the tensor → its replacement.</param>
    /// <param name="buffer">The path and the buffer → its replacement; null keeps every buffer.</param>
    public ParameterMap(Func<string, Tensor, Tensor> parameter, Func<string, LayerBuffer, LayerBuffer>? buffer = null)
        : this(parameter, buffer ?? ((_, kept) => kept), "", new(ReferenceEqualityComparer.Instance))
    {
        ArgumentNullException.ThrowIfNull(parameter);
    }

    private ParameterMap(
        Func<string, Tensor, Tensor> parameter, Func<string, LayerBuffer, LayerBuffer> buffer, string path, Dictionary<object, object> seen)
        => (_parameter, _buffer, _path, _seen) = (parameter, buffer, path, seen);

    /// <summary>The replacement of a parameter; a parameter that the layer does without (null) stays null.</summary>
    /// <param name="name">The member's name inside its layer.</param>
    /// <param name="tensor">The parameter.</param>
    [return: NotNullIfNotNull(nameof(tensor))]
    public Tensor? At(string name, Tensor? tensor)
        => tensor is null ? null : (Tensor)Once(tensor, () => _parameter(_path + name, tensor));

    /// <summary>The replacement of a buffer.</summary>
    /// <param name="name">The member's name inside its layer.</param>
    /// <param name="buffer">The buffer.</param>
    public LayerBuffer At(string name, LayerBuffer buffer) => (LayerBuffer)Once(buffer, () => _buffer(_path + name, buffer));

    /// <summary>A module inside a module, mapped with <paramref name="name"/> put before its paths.</summary>
    /// <param name="name">The member's name, or its position in a list.</param>
    /// <param name="module">The inner module.</param>
    public TModule In<TModule>(string name, TModule module)
        where TModule : Module
    {
        ArgumentNullException.ThrowIfNull(module);
        return (TModule)module.Map(new ParameterMap(_parameter, _buffer, _path + name + ".", _seen));
    }

    private object Once(object key, Func<object> make)
    {
        if (!_seen.TryGetValue(key, out object? made))
        {
            made = make();
            _seen.Add(key, made);
        }

        return made;
    }
}
