using Curriculum.Arrays;

namespace Curriculum.Reinforcement;

/// <summary>Several transitions, a row each.</summary>
/// <param name="States">[n, …].</param>
/// <param name="Actions">Int64 [n].</param>
/// <param name="Rewards">Float32 [n].</param>
/// <param name="NextStates">[n, …].</param>
/// <param name="Done">Float32 [n]: 1 where the episode ended, else 0.</param>
public sealed record TransitionBatch(NdArray States, NdArray Actions, NdArray Rewards, NdArray NextStates, NdArray Done)
{
    /// <summary>The number of transitions, n.</summary>
    public int Count => Actions.Shape[0];
}
