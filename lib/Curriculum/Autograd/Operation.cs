using Curriculum.Arrays;

namespace Curriculum.Autograd;

/// <summary>An immutable description of one differentiable step from tensors to tensors.</summary>
/// <remarks>
/// <para>An operation holds attributes only (axes, a stride, ε), never an array. What <see cref="Backward"/> needs it takes from the inputs,
/// the outputs and the output gradients, all of them tensors; what it would otherwise compute twice (gates, a dropout mask, attention
/// weights) is one more output of <see cref="Forward"/>. So nothing can go stale, and a derivative can be differentiated again.</para>
/// <para>Derive from <see cref="SingleOutputOperation"/> where there is one output.</para>
/// </remarks>
public abstract record Operation
{
    /// <summary>An operation.</summary>
    protected Operation() => IsBuiltIn = GetType().Assembly == typeof(Operation).Assembly;

    /// <summary>The operation's name in messages and graphs.</summary>
    public virtual string Name => GetType().Name;

    // What an operation of this library makes in a sweep nobody else has seen, so its buffers may be given back early.
    internal bool IsBuiltIn { get; }

    /// <summary>From which output on only this operation's own <see cref="Backward"/> reads, so that they may go with the graph however small they are.</summary>
    internal virtual int FirstOwnOutput => int.MaxValue;

    /// <summary>Computes the outputs from the inputs, without a thought for derivatives.</summary>
    /// <param name="x">The inputs.</param>
    /// <returns>One or more outputs, always the same number for the same attributes.</returns>
    public abstract NdArray[] Forward(NdArray[] x);

    /// <summary>Computes the inputs' gradients from the outputs' gradients: the chain rule through this one step.</summary>
    /// <param name="x">The inputs of <see cref="Forward"/>. Skip the work for an input whose <see cref="Tensor.NeedsGradient"/> is false.</param>
    /// <param name="y">Its outputs.</param>
    /// <param name="gy">The gradient of each output; null where the result does not depend on it (a zero).</param>
    /// <returns>For every input its gradient, of that input's shape and dtype, or null where there is none.</returns>
    public abstract Tensor?[] Backward(Tensor[] x, Tensor[] y, Tensor?[] gy);

    /// <summary>Runs <see cref="Forward"/> and records the step if an input is tracked.</summary>
    /// <param name="x">The inputs.</param>
    /// <returns>The outputs as tensors.</returns>
    public Tensor[] Apply(params Tensor[] x)
    {
        var inputs = Inputs(x);
        var y = Forward(Arrays(inputs));
        if (y is not { Length: > 0 })
            throw new GradientException($"{Name}.Forward: must return at least one array, got none.");
        return Record(inputs, y);
    }

    // The graph keeps the array of inputs, so a caller elsewhere who uses his again must not change what was recorded.
    internal Tensor[] Inputs(Tensor[] x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return IsBuiltIn ? x : [.. x];
    }

    internal NdArray[] Arrays(Tensor[] x)
    {
        var arrays = new NdArray[x.Length];
        bool builtIn = IsBuiltIn;
        for (int i = 0; i < x.Length; i++)
        {
            // An operation written elsewhere may keep what it is given.
            arrays[i] = builtIn ? x[i].Data : x[i].Value;
        }

        return arrays;
    }

    internal Tensor[] Record(Tensor[] x, params ReadOnlySpan<NdArray> y)
    {
        var outputs = new Tensor[y.Length];
        var mode = Recording.Current;
        int depth = -1, versions = 0;
        bool cut = false;
        foreach (var input in x)
        {
            versions += input.Version;
            cut |= input.IsCut;
            if (input.IsTracked)
                depth = Math.Max(depth, input.Depth);
        }

        bool tracked = depth >= 0 && mode is not { IsOff: true };
        var node = tracked ? new Node(this, x, outputs, depth + 1, versions) : null;
        cut = !tracked && (cut || depth >= 0);
        for (int i = 0; i < outputs.Length; i++)
        {
            var array = y[i] ?? throw new GradientException($"{Name}.Forward: output {i} must be an array, got null.");
            bool isView = SharesStorage(x, array, mode?.Sweep?.Buffers);
            // Integers and truth values have no derivative: such an output (indices of a maximum, a mask) is a constant.
            outputs[i] = array.DType.IsFloat() ? new Tensor(array, node, i, cut) : new Tensor(array, null, 0, false);
            if (!isView && mode?.Sweep is { } sweep && IsBuiltIn)
                sweep.Buffers?.Created(array);
        }

        return outputs;
    }

    // An optimizer must not write into a parameter's buffer under a view of it that somebody may hold. A view of what a sweep has made is in the sweep's book.
    private static bool SharesStorage(Tensor[] x, NdArray output, GradientBuffers? sweep)
    {
        bool shares = false;
        foreach (var input in x)
        {
            if (!ReferenceEquals(input.Data.Storage, output.Storage))
                continue;
            shares = true;
            if (input.Node is null && sweep?.Owns(output) != true)
                output.MarkShared();
        }

        return shares;
    }
}
