using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;
using Step = Curriculum.Autograd.GradientPlan.Step;

namespace Curriculum.Autograd;

/// <summary>One walk back over a recorded computation, from its last step to its first, so that a step's output gradients are complete when it is reached.</summary>
internal sealed class GradientSweep(GradientPlan plan)
{
    // Sums that this sweep has made and not yet handed on: nobody else has seen them, so they may grow in place.
    private readonly HashSet<Tensor> _sums = new(ReferenceEqualityComparer.Instance);
    private readonly List<(Tensor Target, Tensor Gradient)> _results = [];
    private Recording? _caller;
    private Step? _current;

    /// <summary>The buffers to give back early; null when the gradients are themselves recorded and so must stay.</summary>
    public GradientBuffers? Buffers { get; private set; }

    /// <summary>Checks the factor a sweep starts with, or makes the 1 that is meant by null.</summary>
    public static Tensor Seed(string caller, Tensor y, Tensor? seed)
    {
        if (seed is null)
        {
            if (y.Size != 1)
                throw new ShapeException($"{caller}: y must have a single element, got {y.Shape}. Reduce it first (Sum() or Mean()), or pass a seed {y.Shape}.");
            return Tensor.Wrap(NdArray.Full(y.Shape, 1, y.DType, y.Data.Device));
        }

        if (!seed.Shape.Equals(y.Shape))
            throw new ShapeException($"{caller}: seed must be {y.Shape} (the shape of y), got {seed.Shape}.");
        return seed.As(y.DType);
    }

    /// <summary>Whether this sweep computes the tensor's gradient.</summary>
    public bool Needs(Tensor tensor)
    {
        // It is nearly always asked about an input of the operation at work.
        if (_current is { Node: { } node } step)
        {
            for (int i = 0; i < node.Inputs.Length; i++)
            {
                if (ReferenceEquals(node.Inputs[i], tensor))
                    return step.Inputs[i] is not null;
            }
        }

        return plan.Find(tensor) is not null;
    }

    /// <summary>Runs the sweep.</summary>
    /// <returns>The tensors asked about that the outputs depend on, their gradients, and whether the gradient's buffer belongs to nobody else.</returns>
    public IEnumerable<(Tensor Target, Tensor Gradient, bool IsOwned)> Run(Tensor[] ys, Tensor[] seeds, bool createGraph)
    {
        _caller = Recording.Current;
        Buffers = createGraph ? null : new GradientBuffers();
        using (Recording.Enter(new Recording(IsOff: !createGraph, Sweep: this)))
        {
            for (int i = 0; i < ys.Length; i++)
            {
                if (plan.Find(ys[i]) is { } last)
                    Receive(last, ys[i].OutputIndex, seeds[i]);
            }

            for (int i = plan.Order.Count - 1; i >= 0; i--)
            {
                Finish(plan.Order[i]);
            }
        }

        return _results.Select(result => (result.Target, result.Gradient, Buffers?.IsSoleOwner(result.Gradient) ?? false));
    }

    // Hands the gradients of a step's outputs to whoever asked, and on to its inputs.
    private void Finish(Step step)
    {
        var gradients = step.Gradients;
        bool isReached = false;
        for (int i = 0; i < gradients.Length; i++)
        {
            if (gradients[i] is not { } gradient)
                continue;
            isReached = true;

            // From here on others hold it: a result, or several inputs at once (an addition passes it on as it is).
            _sums.Remove(gradient);
            Deliver(step, step.Outputs[i], gradient);
        }

        if (!isReached)
            return;
        if (step.Node is { } node && Array.Exists(step.Inputs, input => input is not null))
            PassOn(step, node);
        for (int i = 0; i < gradients.Length && Buffers is not null; i++)
        {
            // A result stays.
            if (gradients[i] is { } gradient && !(step.HasTarget && plan.IsTarget(step.Outputs[i])))
                Buffers.Drop(gradient);
        }

        Array.Clear(gradients);
        Buffers?.EndStep();
    }

    private void Deliver(Step step, Tensor tensor, Tensor gradient)
    {
        if (tensor.HasHooks)
        {
            gradient.Data.MarkShared();
            using (Recording.Enter(_caller))
            {
                tensor.RunHooks(gradient);
            }
        }

        if (step.HasTarget && plan.IsTarget(tensor))
            _results.Add((tensor, Materialise(gradient)));
    }

    // The gradient of a sum is one element, repeated by a stride of 0; what leaves the sweep is an ordinary array.
    private Tensor Materialise(Tensor gradient)
    {
        if (gradient.Data.IsContiguous || gradient.IsTracked)
            return gradient;
        var copy = Tensor.Wrap(gradient.Data.Copy());
        Buffers?.Created(copy.Data);
        Buffers?.Hold(copy);
        Buffers?.Drop(gradient);
        return copy;
    }

    private void PassOn(Step step, Node node)
    {
        node.RequireUnchangedInputs();
        _current = step;
        var gx = Backward(node, step.Gradients);
        _current = null;
        if (gx is null || gx.Length != node.Inputs.Length)
            throw new GradientException($"{node.Operation.Name}.Backward: must return {node.Inputs.Length} gradients, one an input (null where there is none), got {gx?.Length ?? 0}.");
        for (int i = 0; i < gx.Length; i++)
        {
            if (gx[i] is not { } gradient || step.Inputs[i] is not { } source)
                continue;
            var input = node.Inputs[i];
            if (!gradient.Shape.Equals(input.Shape) || gradient.DType != input.DType)
            {
                throw new GradientException(
                    $"{node.Operation.Name}.Backward: gradient {i} must be {input.Shape} {input.DType} (as input {i}), got {gradient.Shape} {gradient.DType}. " +
                    "Undo broadcasting with SumTo(x.Shape), and a change of type with As(x.DType).");
            }

            Receive(source, input.OutputIndex, gradient);
        }
    }

    private Tensor?[] Backward(Node node, Tensor?[] gy)
    {
        if (Buffers is null || node.Operation.IsBuiltIn)
            return node.Operation.Backward(node.Inputs, node.Outputs, gy);

        // An operation written elsewhere may keep what it sees and what it makes, so what it makes is not booked.
        foreach (var gradient in gy)
        {
            gradient?.Data.MarkShared();
        }

        var buffers = Buffers;
        Buffers = null;
        try
        {
            return node.Operation.Backward(node.Inputs, node.Outputs, [.. gy]);
        }
        finally
        {
            Buffers = buffers;
        }
    }

    private void Receive(Step step, int output, Tensor gradient)
    {
        ref var sum = ref step.Gradients[output];
        if (sum is null)
        {
            sum = gradient;
        }
        else if (_sums.Contains(sum))
        {
            // A weight that is used at every step of a sequence needs one buffer, not one a step.
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
}
