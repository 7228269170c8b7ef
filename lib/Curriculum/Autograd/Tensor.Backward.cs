using Curriculum.Arrays;
using Curriculum.Arrays.Buffers;
using Curriculum.Arrays.Devices;

namespace Curriculum.Autograd;

// From this tensor back to the variables.
public sealed partial class Tensor
{
    /// <summary>Adds ∂(this)/∂v to <see cref="Gradient"/> of every variable v that this tensor depends on.</summary>
    /// <param name="seed">What to multiply by, of this tensor's shape (the gradient of something by this tensor); null stands for 1 and needs a single element.</param>
    /// <exception cref="GradientException">Nothing was recorded, a variable has been assigned to since, or an operation returned a gradient that does not fit.</exception>
    /// <exception cref="ShapeException">There is no seed and more than one element, or the seed has another shape.</exception>
    public void Backward(Tensor? seed = null)
    {
        if (!IsTracked)
        {
            throw new GradientException(IsCut
                ? "Backward: this tensor was computed inside Gradient.Off(), or by a Gradient.Of without createGraph, so nothing was recorded. Compute it outside, or pass createGraph: true."
                : "Backward: this tensor does not depend on any variable, so there is nothing to differentiate. Make the parameters with Tensor.Variable(…).");
        }

        var sweep = new GradientSweep(GradientPlan.ToVariables(this));
        foreach (var (variable, gradient, isOwned) in sweep.Run([this], [GradientSweep.Seed("Backward", this, seed)], createGraph: false))
        {
            variable.Accumulate(gradient.Data, isOwned);
        }
    }

    /// <summary>Gives the memory of this computation back at once: of this tensor's numbers and of every step that led here, as far as they are large.</summary>
    /// <remarks>
    /// Never needed: a computation that nobody can reach any more comes back by itself, a little later. In a loop, after <see cref="Backward"/>, it lets each round work in the memory of
    /// the last one, which is still in the processor's cache. Variables, constants, gradients and arrays that were read from <see cref="Value"/> keep their numbers, and so does everything
    /// below 64 KB, such as a loss. Any other tensor of this computation throws when it is used again.
    /// </remarks>
    public void Release()
    {
        var seen = new HashSet<Node>(ReferenceEqualityComparer.Instance);
        var left = new Stack<Node>();
        for (var node = Node; node is not null; left.TryPop(out node))
        {
            if (!seen.Add(node))
                continue;
            foreach (var output in node.Outputs)
            {
                if (IsWorthIt(output.Data) || output.OutputIndex >= node.Operation.FirstOwnOutput)
                    GiveBack(output);
            }

            foreach (var input in node.Inputs)
            {
                if (input.Node is { } earlier)
                    left.Push(earlier);
                else if (input.IsForOnce && IsWorthIt(input.Data))
                    GiveBack(input);
            }
        }

        static bool IsWorthIt(NdArray array) => array.Storage is PooledStorage || (array.Storage is DeviceStorage && (long)array.Size * array.DType.ByteSize() >= BufferPool.SmallestBlock);

        static void GiveBack(Tensor tensor)
        {
            if (!tensor.Data.IsShared)
                tensor.Data.Release();
        }
    }

    /// <summary>Calls <paramref name="hook"/> with this tensor's complete gradient in every later sweep that computes it: how to look at an intermediate gradient.</summary>
    /// <param name="hook">Gets the gradient; it may keep it.</param>
    /// <returns>Dispose it to remove the hook.</returns>
    /// <exception cref="GradientException">This tensor is a constant and never has a gradient.</exception>
    public IDisposable OnGradient(Action<Tensor> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        if (!IsTracked)
            throw new GradientException("OnGradient: this tensor is a constant, which never has a gradient. Compute it from a Tensor.Variable(…), outside Gradient.Off().");
        var hooks = State.Hooks ??= [];
        hooks.Add(hook);
        return new HookRemoval(hooks, hook);
    }

    internal bool HasHooks => _state?.Hooks is { Count: > 0 };

    internal void RunHooks(Tensor gradient)
    {
        // A copy, because a hook may remove itself.
        foreach (var hook in State.Hooks!.ToArray())
        {
            hook(gradient);
        }
    }

    private void Accumulate(NdArray gradient, bool isOwned)
    {
        var state = State;
        if (state.Gradient is { } before)
        {
            state.Gradient = before + gradient;
            state.OwnsGradient = true;
        }
        else
        {
            state.Gradient = gradient;
            state.OwnsGradient = isOwned;
        }
    }

    private sealed class HookRemoval(List<Action<Tensor>> hooks, Action<Tensor> hook) : IDisposable
    {
        private bool _removed;

        public void Dispose()
        {
            if (_removed)
                return;
            _removed = true;
            hooks.Remove(hook);
        }
    }
}
