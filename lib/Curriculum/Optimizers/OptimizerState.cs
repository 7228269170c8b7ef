using Curriculum.Arrays;

namespace Curriculum.Optimizers;

/// <summary>What an optimizer remembers about one parameter: named arrays of the parameter's shape, all zeros at first, and the number of steps.</summary>
public sealed class OptimizerState
{
    private readonly Shape _shape;
    private readonly DType _dtype;
    private readonly Device _device;
    private readonly SortedDictionary<string, NdArray> _arrays = new(StringComparer.Ordinal);

    internal OptimizerState(Shape shape, DType dtype, Device device) => (_shape, _dtype, _device) = (shape, dtype, device);

    /// <summary>How many steps this parameter has made, the present one included.</summary>
    public long Steps { get; internal set; }

    /// <summary>The names of the arrays in use.</summary>
    public IReadOnlyCollection<string> Names => _arrays.Keys;

    /// <summary>A remembered array, such as the velocity <c>v</c>; zeros when it is asked for the first time.</summary>
    /// <remarks>What was read stays as it is: a later step writes into another array.</remarks>
    /// <exception cref="ShapeException">An array of another shape is put in.</exception>
    public NdArray this[string name]
    {
        get
        {
            var array = Get(name);
            array.MarkShared();
            return array;
        }

        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.Shape != _shape)
                throw new ShapeException($"OptimizerState: {name} must have the parameter's shape {_shape}, got {value.Shape}.");
            value.MarkShared();
            _arrays[name] = value.As(_dtype).To(_device);
        }
    }

    // The array for writing in place: a copy takes its place when somebody outside has seen it.
    internal NdArray ForUpdate(string name, double first = 0)
    {
        var array = Get(name, first);
        if (array.IsShared)
            _arrays[name] = array = array.Copy();
        return array;
    }

    internal void Clear() => _arrays.Clear();

    private NdArray Get(string name, double first = 0)
    {
        if (!_arrays.TryGetValue(name, out var array))
        {
            array = NdArray.Full(_shape, first, _dtype, _device);
            _arrays.Add(name, array);
        }

        return array;
    }
}
