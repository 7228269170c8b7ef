using Curriculum.Arrays;

namespace Curriculum.Reinforcement;

/// <summary>The last transitions of an agent, from which it learns in random order: neighbours in time are too much alike for stochastic gradients.</summary>
/// <remarks>A ring: when it is full, the oldest transition makes room. Lin, 1992; Mnih et al., 2015.</remarks>
public sealed class ReplayBuffer
{
    private readonly NdArray _states, _actions, _rewards, _nextStates, _done;
    private int _next;

    /// <summary>An empty buffer.</summary>
    /// <param name="capacity">How many transitions it holds.</param>
    /// <param name="state">The shape of a state.</param>
    /// <param name="dtype">The type of a state's numbers.</param>
    public ReplayBuffer(int capacity, Shape state, DType dtype = DType.Float32)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        ArgumentNullException.ThrowIfNull(state);
        Shape all = [capacity, .. state];
        (_states, _nextStates) = (NdArray.Zeros(all, dtype), NdArray.Zeros(all, dtype));
        (_rewards, _done) = (NdArray.Zeros([capacity], DType.Float32), NdArray.Zeros([capacity], DType.Float32));
        (_actions, Capacity, StateShape) = (NdArray.Zeros([capacity], DType.Int64), capacity, state);
    }

    /// <summary>How many transitions it can hold.</summary>
    public int Capacity { get; }

    /// <summary>The shape of a state.</summary>
    public Shape StateShape { get; }

    /// <summary>How many transitions it holds.</summary>
    public int Count { get; private set; }

    /// <summary>Keeps a transition; the oldest goes if there is no room.</summary>
    /// <exception cref="ShapeException">A state has another shape.</exception>
    public void Add(Transition transition)
    {
        ArgumentNullException.ThrowIfNull(transition);
        if (transition.State.Shape != StateShape || transition.NextState.Shape != StateShape)
            throw new ShapeException($"ReplayBuffer: states must be {StateShape}, got {transition.State.Shape} and {transition.NextState.Shape}.");
        _states[_next] = transition.State;
        _nextStates[_next] = transition.NextState;
        _actions[_next] = NdArray.Scalar(transition.Action, DType.Int64);
        _rewards[_next] = NdArray.Scalar(transition.Reward, DType.Float32);
        _done[_next] = NdArray.Scalar(transition.IsDone ? 1 : 0, DType.Float32);
        _next = (_next + 1) % Capacity;
        Count = Math.Min(Count + 1, Capacity);
    }

    /// <summary>Transitions drawn uniformly with replacement.</summary>
    /// <param name="count">How many.</param>
    /// <param name="random">Where the choice comes from: <c>randint(0, Count, count)</c>.</param>
    /// <exception cref="InvalidOperationException">The buffer is empty.</exception>
    public TransitionBatch Sample(int count, RandomState random)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        if (Count == 0)
            throw new InvalidOperationException("ReplayBuffer: there is nothing to sample from yet. Add transitions first.");
        var chosen = random.RandInt(0, Count, [count]);
        return new TransitionBatch(_states.Take(chosen, 0), _actions.Take(chosen, 0), _rewards.Take(chosen, 0), _nextStates.Take(chosen, 0), _done.Take(chosen, 0));
    }
}
