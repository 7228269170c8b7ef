namespace Curriculum.Autograd;

/// <summary>The steps that lie between the outputs and the tensors asked about, every one after those that its inputs come from.</summary>
/// <remarks>
/// Found depth first with a stack of its own: a chain of 100,000 operations must not overflow the thread's. A node that is less deep than
/// every tensor asked about cannot depend on one, so the walk turns there.
/// </remarks>
internal sealed class GradientPlan
{
    private readonly HashSet<Tensor>? _targets;
    private readonly int _targetDepth;

    // By node, or by tensor where it is a leaf; null while its inputs are looked at, and for good if it turns out not to be needed.
    private readonly Dictionary<object, Step?> _steps = new(ReferenceEqualityComparer.Instance);
    private readonly List<Step> _order = [];

    private GradientPlan(HashSet<Tensor>? targets, int targetDepth)
    {
        _targets = targets;
        _targetDepth = targetDepth;
    }

    public IReadOnlyList<Step> Order => _order;

    /// <summary>From y to every variable that it depends on.</summary>
    public static GradientPlan ToVariables(Tensor y)
    {
        var plan = new GradientPlan(null, 0);
        plan.Walk(y);
        return plan;
    }

    /// <summary>From the outputs to the given tensors.</summary>
    public static GradientPlan To(Tensor[] ys, Tensor[] xs)
    {
        int depth = int.MaxValue;
        foreach (var x in xs)
        {
            depth = Math.Min(depth, x.Depth);
        }

        var plan = new GradientPlan(new HashSet<Tensor>(xs, ReferenceEqualityComparer.Instance), depth);
        foreach (var y in ys)
        {
            plan.Walk(y);
        }

        return plan;
    }

    /// <summary>The step that the tensor comes from, or null if its gradient is not needed.</summary>
    public Step? Find(Tensor tensor) => _steps.GetValueOrDefault((object?)tensor.Node ?? tensor);

    public bool IsTarget(Tensor tensor) => _targets?.Contains(tensor) ?? tensor.IsVariable;

    private void Walk(Tensor y)
    {
        var stack = new Stack<(Node Node, int Next)>();
        Enter(stack, y);
        while (stack.TryPop(out var top))
        {
            var (node, next) = top;
            if (next == node.Inputs.Length)
            {
                Leave(node);
                continue;
            }

            stack.Push((node, next + 1));
            Enter(stack, node.Inputs[next]);
        }
    }

    private void Enter(Stack<(Node, int)> stack, Tensor tensor)
    {
        if (tensor.Node is { } node)
        {
            if (node.Depth >= _targetDepth && _steps.TryAdd(node, null))
                stack.Push((node, 0));
        }
        else if (IsTarget(tensor) && _steps.TryAdd(tensor, null))
        {
            Add(tensor, new Step(null, [tensor], [], hasTarget: true));
        }
    }

    private void Leave(Node node)
    {
        var inputs = new Step?[node.Inputs.Length];
        bool isNeeded = false;
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = Find(node.Inputs[i]);
            isNeeded |= inputs[i] is not null;
        }

        bool hasTarget = _targets is not null && Array.Exists(node.Outputs, _targets.Contains);
        if (isNeeded || hasTarget)
            Add(node, new Step(node, node.Outputs, inputs, hasTarget));
    }

    private void Add(object key, Step step)
    {
        _steps[key] = step;
        _order.Add(step);
    }

    /// <summary>One recorded operation on the way, or a leaf at its end, and the gradients that have arrived there.</summary>
    internal sealed class Step(Node? node, Tensor[] outputs, Step?[] inputs, bool hasTarget)
    {
        /// <summary>The operation; null for a leaf.</summary>
        public Node? Node { get; } = node;

        public Tensor[] Outputs { get; } = outputs;

        /// <summary>For each input of the operation the step it comes from, or null if its gradient is not needed.</summary>
        public Step?[] Inputs { get; } = inputs;

        /// <summary>Whether an output was asked about.</summary>
        public bool HasTarget { get; } = hasTarget;

        /// <summary>For each output the sum of the gradients so far.</summary>
        public Tensor?[] Gradients { get; } = new Tensor?[outputs.Length];
    }
}
