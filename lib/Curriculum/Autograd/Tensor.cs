using Curriculum.Arrays;
using Curriculum.Display;

namespace Curriculum.Autograd;

/// <summary>An array that remembers how it was computed, so that derivatives can be taken.</summary>
/// <remarks>
/// <para>A <see cref="Variable"/> is what derivatives are taken by; everything computed from one is tracked. A <see cref="Constant"/> is not, and costs nothing
/// more than its array. Methods and operators mirror those of <see cref="NdArray"/>.</para>
/// <para>What <see cref="Value"/> returns stays as it is: an optimizer that updates the variable later writes elsewhere.</para>
/// </remarks>
[TypeFormatterSource(typeof(ViewFormatters), PreferredMimeTypes = [ViewFormatters.Plain])]
public sealed partial class Tensor
{
    private readonly int _outputIndex;
    private NdArray _value;
    private TensorState? _state;

    internal Tensor(NdArray value, Node? node, int outputIndex, bool isCut)
    {
        _value = value;
        Node = node;
        _outputIndex = outputIndex;
        IsCut = isCut;
    }

    /// <summary>The numbers.</summary>
    /// <remarks>They stay as they are as long as you hold them: a later update of this variable goes to a fresh array.</remarks>
    public NdArray Value
    {
        get
        {
            _value.MarkShared();
            return _value;
        }
    }

    /// <summary>The size of each axis.</summary>
    public Shape Shape => _value.Shape;

    /// <summary>The type of the elements.</summary>
    public DType DType => _value.DType;

    /// <summary>The number of axes.</summary>
    public int Rank => _value.Rank;

    /// <summary>The number of elements.</summary>
    public int Size => _value.Size;

    /// <summary>Whether derivatives can be taken by or through this tensor: a variable, or something computed from one.</summary>
    public bool IsTracked => Node is not null || IsVariable;

    /// <summary>Inside <see cref="Operation.Backward"/>: whether the running sweep asks for this tensor's gradient. Elsewhere the same as <see cref="IsTracked"/>.</summary>
    public bool NeedsGradient => Recording.Current?.Sweep is { } sweep ? sweep.Needs(this) : IsTracked;

    /// <summary>The name given to a variable; null for everything else.</summary>
    public string? Name => _state?.Name;

    /// <summary>What <see cref="Backward"/> has added up for this variable; null before, and after <see cref="ClearGradient"/>.</summary>
    public NdArray? Gradient
    {
        get
        {
            _state?.Gradient?.MarkShared();
            return _state?.Gradient;
        }
    }

    // The value without the promise above: for code that neither writes into it nor keeps it beyond the step.
    internal NdArray Data => _value;

    internal NdArray? GradientData => _state?.Gradient;

    internal Node? Node { get; }

    internal int OutputIndex => _outputIndex;

    internal int Depth => Node?.Depth ?? 0;

    internal int Version => _state?.Version ?? 0;

    internal bool IsVariable { get; private init; }

    /// <summary>A C# number, whose type gives way to that of the tensor it meets.</summary>
    internal bool IsWeak => _value.IsWeak;

    /// <summary>Computed from tracked tensors while recording was off: a derivative asked of it is lost, not zero.</summary>
    internal bool IsCut { get; }

    /// <summary>Whether only the computation that this constant goes into reads it, such as a mask of dropout.</summary>
    internal bool IsForOnce { get; private init; }

    /// <summary>A tensor that derivatives pass by: data, labels, a fixed factor.</summary>
    /// <param name="value">The numbers, not copied.</param>
    /// <returns>An untracked tensor.</returns>
    public static Tensor Constant(NdArray value)
    {
        ArgumentNullException.ThrowIfNull(value);
        value.MarkShared();
        return new Tensor(value, null, 0, false);
    }

    /// <summary>A tensor that derivatives can be taken by: a parameter, or the point where a function is examined.</summary>
    /// <param name="value">The numbers, not copied; later updates leave this array alone.</param>
    /// <param name="name">A name for messages.</param>
    /// <returns>A tracked tensor without history.</returns>
    /// <exception cref="DTypeException">The numbers are integers or truth values.</exception>
    public static Tensor Variable(NdArray value, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!value.DType.IsFloat())
            throw new DTypeException($"Variable: value must be Float32 or Float64, got {value.DType}. Derivatives need real numbers: use value.As(DType.Float64).");
        value.MarkShared();
        return new Tensor(value, null, 0, false) { IsVariable = true, _state = name is null ? null : new TensorState { Name = name } };
    }

    // A constant made of an array that nobody else holds.
    internal static Tensor Wrap(NdArray value) => new(value, null, 0, false);

    // The same, for one computation alone: it goes when that is released.
    internal static Tensor WrapOnce(NdArray value) => new(value, null, 0, false) { IsForOnce = true };

    /// <summary>An array as a constant.</summary>
    /// <param name="value">The numbers.</param>
    public static implicit operator Tensor(NdArray value) => Constant(value);

    /// <summary>A C# number as a constant that takes the type of the tensor it meets.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Tensor(double value) => Wrap(value);

    /// <summary>The same as the implicit conversion, for languages without one.</summary>
    /// <param name="value">The numbers.</param>
    /// <returns>An untracked tensor.</returns>
    public static Tensor FromNdArray(NdArray value) => value;

    /// <summary>The same numbers without the history: derivatives do not pass.</summary>
    /// <returns>An untracked tensor.</returns>
    public Tensor Detach() => Constant(_value);

    /// <summary>The only element as a C# number.</summary>
    /// <returns>The element.</returns>
    /// <exception cref="ShapeException">There is not exactly one element.</exception>
    public double Item() => _value.Item();

    /// <summary>Gives a leaf new numbers of the same shape and type. A graph recorded before cannot be differentiated any more.</summary>
    /// <param name="value">The numbers, not copied; later updates leave this array alone.</param>
    /// <exception cref="GradientException">This tensor was computed, so its value is not free.</exception>
    /// <exception cref="ShapeException">The shape differs.</exception>
    /// <exception cref="DTypeException">The type differs.</exception>
    public void Assign(NdArray value)
    {
        ArgumentNullException.ThrowIfNull(value);
        RequireLeaf(nameof(Assign));
        if (!value.Shape.Equals(Shape))
            throw new ShapeException($"Assign: value must be {Shape} as before, got {value.Shape}. Make a new Tensor.Variable for another shape.");
        if (value.DType != DType)
            throw new DTypeException($"Assign: value must be {DType} as before, got {value.DType}. Use value.As(DType.{DType}).");
        value.MarkShared();
        _value = value;
        State.Version++;
    }

    /// <summary>Forgets what <see cref="Backward"/> has added up.</summary>
    public void ClearGradient()
    {
        if (_state is not { Gradient: { } gradient } state)
            return;
        state.Gradient = null;
        if (state.OwnsGradient && !gradient.IsShared)
            gradient.Release();
    }

    /// <summary>Type, shape and numbers.</summary>
    /// <returns>A text of one line, or more for an array of several rows.</returns>
    public override string ToString()
    {
        string kind = Node is { } node ? $"by {node.Operation.Name}" : IsVariable ? "variable" : "constant";
        return $"Tensor {(Name is { } name ? name + " " : "")}{Shape} {DType}, {kind}\n{_value}";
    }

    /// <summary>The leaf's array for writing: its own when nobody else can see it, else a copy that becomes its own. Counts as an assignment.</summary>
    /// <remarks>For optimizers: read <see cref="Data"/> first if the old numbers are needed elsewhere.</remarks>
    internal NdArray DataForUpdate()
    {
        RequireLeaf("Update");
        if (_value.IsShared || !_value.IsContiguous)
            _value = _value.Copy();
        State.Version++;
        return _value;
    }

    private TensorState State => _state ??= new TensorState();

    private void RequireLeaf(string what)
    {
        if (Node is { } node)
            throw new GradientException($"{what}: only a variable or a constant can be given new numbers; this tensor was computed by {node.Operation.Name}. Use Detach() first, or change its inputs.");
    }

    private sealed class TensorState
    {
        public string? Name { get; init; }

        public int Version { get; set; }

        public NdArray? Gradient { get; set; }

        public bool OwnsGradient { get; set; }

        public List<Action<Tensor>>? Hooks { get; set; }
    }
}
