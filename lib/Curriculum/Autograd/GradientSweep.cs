using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Autograd;

/// <summary>One walk back over a recorded computation, visiting only the steps that lie between the outputs and the tensors asked about.</summary>
/// <remarks>
/// Planning lists those steps with every step after its inputs' (depth first, with a stack of its own: a chain of 100,000 operations must not
/// overflow the thread's). Running goes through the list from its end, so that a step's output gradients are complete when it is reached.
/// </remarks>
internal sealed class GradientSweep
{
    private readonly HashSet<Tensor>? _targets;
    private readonly int _targetDepth;
    private readonly Dictionary<Node, Step?> _steps = new(ReferenceEqualityComparer.Instance);
    private readonly List<Step> _order = [];
    private readonly Dictionary<Tensor, Tensor?> _leaves = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Tensor> _sums = new(ReferenceEqualityComparer.Instance);

    private GradientSweep(HashSet<Tensor>? targets, int targetDepth)
    {
        _targets = targets;
        _targetDepth = targetDepth;
    }

    /// <summary>The buffers to give back early; null when the gradients are themselves recorded and so must stay.</summary>
    public GradientBuffers? Buffers { get; private set; }

    /// <summary>A sweep from y to every variable it depends on.</summary>
    public static GradientSweep ToVariables(Tensor y)
    {
        var sweep = new GradientSweep(null, 0);
        sweep.Plan(y);
        return sweep;
    }

    /// <summary>A sweep from the outputs to the given tensors.</summary>
    public static GradientSweep To(Tensor[] ys, Tensor[] xs)
    {
        int depth = int.MaxValue;
        foreach (var x in xs)
        {
            depth = Math.Min(depth, x.Depth);
        }

        var sweep = new GradientSweep(new HashSet<Tensor>(xs, ReferenceEqualityComparer.Instance), depth);
        foreach (var y in ys)
        {
            sweep.Plan(y);
        }

        return sweep;
    }

    /// <summary>Checks the factor a sweep starts with, or makes the 1 that is meant by null.</summary>
    public static Tensor Seed(string caller, Tensor y, Tensor? seed)
    {
        if (seed is null)
        {
            if (y.Size != 1)
                throw new ShapeException($"{caller}: y must have a single element, got {y.Shape}. Reduce it first (Sum() or Mean()), or pass a seed {y.Shape}.");
            return Tensor.Wrap(NdArray.Ones(y.Shape, y.DType));
        }

        if (!seed.Shape.Equals(y.Shape))
            throw new ShapeException($"{caller}: seed must be {y.Shape} (the shape of y), got {seed.Shape}.");
        return seed.As(y.DType);
    }

    /// <summary>Whether this sweep computes the tensor's gradient.</summary>
    public bool Needs(Tensor tensor) =>
        IsTarget(tensor) || (tensor.Node is { } node && _steps.TryGetValue(node, out var step) && step is not null);

    /// <summary>Runs the sweep.</summary>
    /// <returns>The tensors asked about that the outputs depend on, their gradients, and whether the gradient's buffer belongs to nobody else.</returns>
    public List<(Tensor Target, Tensor Gradient, bool IsOwned)> Run(Tensor[] ys, Tensor[] seeds, bool createGraph)
    {
        var caller = Recording.Current;
        Buffers = createGraph ? null : new GradientBuffers();
        var results = new List<(Tensor, Tensor, bool)>();
        using (Recording.Enter(new Recording(IsOff: !createGraph, Sweep: this)))
        {
            for (int i = 0; i < ys.Length; i++)
            {
                Receive(ys[i], seeds[i]);
            }

            for (int i = _order.Count - 1; i >= 0; i--)
            {
                Finish(_order[i], results, caller);
            }

            foreach (var (leaf, gradient) in _leaves)
            {
                if (gradient is not null)
                    Deliver(leaf, gradient, results, caller);
            }

            Buffers?.EndStep();
        }

        for (int i = 0; i < results.Count && Buffers is not null; i++)
        {
            var (target, gradient, _) = results[i];
            results[i] = (target, gradient, Buffers.IsSoleOwner(gradient));
        }

        return results;
    }

    private bool IsTarget(Tensor tensor) => _targets?.Contains(tensor) ?? tensor.IsVariable;

    private void Plan(Tensor y)
    {
        var stack = new Stack<(Node Node, int Next)>();
        if (y.Node is { } last)
            Visit(stack, last);
        else if (IsTarget(y))
            _leaves.TryAdd(y, null);
        while (stack.TryPop(out var top))
        {
            var (node, next) = top;
            if (next < node.Inputs.Length)
            {
                stack.Push((node, next + 1));
                if (node.Inputs[next].Node is { } input)
                    Visit(stack, input);
                continue;
            }

            bool passesOn = false;
            foreach (var input in node.Inputs)
            {
                passesOn |= Needs(input);
                if (input.Node is null && IsTarget(input))
                    _leaves.TryAdd(input, null);
            }

            // An output that was asked about is where the walk ends, if nothing before it was.
            if (!passesOn && (_targets is null || !Array.Exists(node.Outputs, _targets.Contains)))
                continue;
            var step = new Step(node, passesOn);
            _steps[node] = step;
            _order.Add(step);
        }
    }

    private void Visit(Stack<(Node, int)> stack, Node node)
    {
        // A node no deeper than every target is either one of their makers or unrelated.
        if (node.Depth < _targetDepth || !_steps.TryAdd(node, null))
            return;
        stack.Push((node, 0));
    }

    // Passes the gradients of a step's outputs on to its inputs.
    private void Finish(Step step, List<(Tensor, Tensor, bool)> results, Recording? caller)
    {
        var (node, gy) = (step.Node, step.Gradients);
        bool isReached = false;
        for (int i = 0; i < gy.Length; i++)
        {
            if (gy[i] is not { } gradient)
                continue;
            isReached = true;
            Deliver(node.Outputs[i], gradient, results, caller);
        }

        if (isReached && step.PassesOn)
            Differentiate(node, gy);
        for (int i = 0; i < gy.Length && Buffers is not null; i++)
        {
            if (gy[i] is { } gradient && !IsTarget(node.Outputs[i]))
                Buffers.Drop(gradient);
        }

        Array.Clear(gy);
        Buffers?.EndStep();
    }

    private void Differentiate(Node node, Tensor?[] gy)
    {
        node.RequireUnchangedInputs();
        var gx = Backward(node, gy);
        if (gx is null || gx.Length != node.Inputs.Length)
            throw new GradientException($"{node.Operation.Name}.Backward: must return {node.Inputs.Length} gradients, one an input (null where there is none), got {gx?.Length ?? 0}.");
        for (int i = 0; i < gx.Length; i++)
        {
            var input = node.Inputs[i];
            if (gx[i] is not { } gradient || !Needs(input))
                continue;
            if (!gradient.Shape.Equals(input.Shape) || gradient.DType != input.DType)
            {
                throw new GradientException(
                    $"{node.Operation.Name}.Backward: gradient {i} must be {input.Shape} {input.DType} (as input {i}), got {gradient.Shape} {gradient.DType}. " +
                    "Undo broadcasting with SumTo(x.Shape), and a change of type with As(x.DType).");
            }

            Receive(input, gradient);
        }
    }

    private Tensor?[] Backward(Node node, Tensor?[] gy)
    {
        if (Buffers is null || node.Operation.IsBuiltIn)
            return node.Operation.Backward(node.Inputs, node.Outputs, gy);

        // An operation written elsewhere may keep what it sees and what it makes.
        foreach (var gradient in gy)
        {
            gradient?.Data.MarkShared();
        }

        var buffers = Buffers;
        Buffers = null;
        try
        {
            return node.Operation.Backward(node.Inputs, node.Outputs, gy);
        }
        finally
        {
            Buffers = buffers;
        }
    }

    private void Receive(Tensor tensor, Tensor gradient)
    {
        if (tensor.Node is { } node)
        {
            if (_steps.TryGetValue(node, out var step) && step is not null)
                Add(ref step.Gradients[tensor.OutputIndex], gradient);
        }
        else if (_leaves.TryGetValue(tensor, out var sum))
        {
            Add(ref sum, gradient);
            _leaves[tensor] = sum;
        }
    }

    private void Add(ref Tensor? sum, Tensor gradient)
    {
        if (sum is null)
        {
            sum = gradient;
        }
        else if (_sums.Contains(sum))
        {
            // Nobody but this sweep has seen the sum yet, so it may grow where it is: a weight used at every step of a sequence needs one buffer, not one a step.
            Elementwise.Into<AddOp>(sum.Data, gradient.Data, sum.Data);
            return;
        }
        else
        {
            Buffers?.Drop(sum);
            sum += gradient;
            if (Buffers is not null)
                _sums.Add(sum);
        }

        Buffers?.Hold(sum);
    }

    private void Deliver(Tensor tensor, Tensor gradient, List<(Tensor, Tensor, bool)> results, Recording? caller)
    {
        if (tensor.HasHooks)
        {
            gradient.Data.MarkShared();
            using (Recording.Enter(caller))
            {
                tensor.RunHooks(gradient);
            }
        }

        if (IsTarget(tensor))
            results.Add((tensor, Materialise(gradient), false));
    }

    // A gradient of sums is a broadcast view, one element repeated; what leaves the sweep is an ordinary array.
    private Tensor Materialise(Tensor gradient) => gradient.Data.IsContiguous || gradient.IsTracked ? gradient : Copied(gradient);

    private Tensor Copied(Tensor gradient)
    {
        var copy = Tensor.Wrap(gradient.Data.Copy());
        Buffers?.Created(copy.Data);
        Buffers?.Hold(copy);
        Buffers?.Drop(gradient);
        return copy;
    }

    private sealed class Step(Node node, bool passesOn)
    {
        public Node Node { get; } = node;

        public bool PassesOn { get; } = passesOn;

        public Tensor?[] Gradients { get; } = new Tensor?[node.Outputs.Length];
    }
}
