using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;

namespace Curriculum.Reinforcement;

/// <summary>Deep Q-learning: targets and loss.</summary>
public static class Dqn
{
    /// <summary>r + γ·(1 − done)·max over a of Q⁻(s′, a).</summary>
    /// <remarks>Mnih et al., 2015, algorithm 1.</remarks>
    /// <param name="rewards">r [n].</param>
    /// <param name="done">1 where the episode ended, [n].</param>
    /// <param name="nextTargetValues">Q⁻(s′, ·) of the target network, [n, actions].</param>
    /// <param name="gamma">γ, the discount.</param>
    /// <returns>[n].</returns>
    public static NdArray Targets(NdArray rewards, NdArray done, NdArray nextTargetValues, double gamma)
    {
        ArgumentNullException.ThrowIfNull(nextTargetValues);
        return Bootstrap(rewards, done, nextTargetValues.Max(1), gamma);
    }

    /// <summary>Double DQN: the online network chooses the action, the target network values it, so that a lucky error is not chosen and believed at once.</summary>
    /// <remarks>van Hasselt et al., arXiv:1509.06461, eq. 4.</remarks>
    /// <param name="rewards">r [n].</param>
    /// <param name="done">1 where the episode ended, [n].</param>
    /// <param name="nextTargetValues">Q⁻(s′, ·) of the target network, [n, actions].</param>
    /// <param name="nextOnlineValues">Q(s′, ·) of the online network, [n, actions].</param>
    /// <param name="gamma">γ, the discount.</param>
    /// <returns>[n].</returns>
    public static NdArray DoubleTargets(NdArray rewards, NdArray done, NdArray nextTargetValues, NdArray nextOnlineValues, double gamma)
    {
        ArgumentNullException.ThrowIfNull(nextTargetValues);
        ArgumentNullException.ThrowIfNull(nextOnlineValues);
        var chosen = nextOnlineValues.ArgMax(1).ExpandDims(1);
        return Bootstrap(rewards, done, nextTargetValues.TakeAlongAxis(chosen, 1).Squeeze(1), gamma);
    }

    /// <summary>The mean Huber loss of target − Q(s, a).</summary>
    /// <remarks>Mnih et al., 2015, who clip the error to −1 … 1: the same gradient as Huber's loss with δ = 1.</remarks>
    /// <param name="values">Q(s, ·) of the online network, [n, actions].</param>
    /// <param name="actions">The actions taken, [n].</param>
    /// <param name="targets">[n].</param>
    /// <param name="delta">δ: where the parabola ends.</param>
    /// <returns>A single number.</returns>
    public static Tensor Loss(Tensor values, NdArray actions, NdArray targets, double delta = 1) => F.Huber(Taken(values, actions), targets, delta);

    /// <summary>The temporal-difference errors target − Q(s, a): how surprising each transition was.</summary>
    /// <param name="values">Q(s, ·) of the online network, [n, actions].</param>
    /// <param name="actions">The actions taken, [n].</param>
    /// <param name="targets">[n].</param>
    /// <returns>[n].</returns>
    public static Tensor Errors(Tensor values, NdArray actions, NdArray targets) => targets - Taken(values, actions);

    // Q(s, a) of the actions taken.
    private static Tensor Taken(Tensor values, NdArray actions)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(actions);
        return values.TakeAlongAxis(actions.ExpandDims(1), 1).Squeeze(1);
    }

    private static NdArray Bootstrap(NdArray rewards, NdArray done, NdArray next, double gamma)
    {
        ArgumentNullException.ThrowIfNull(rewards);
        ArgumentNullException.ThrowIfNull(done);

        // A replay buffer keeps both with the processor.
        return rewards.To(next.Device) + (next * (1 - done.As(rewards.DType).To(next.Device)) * gamma);
    }
}
