using Curriculum.Arrays;

namespace Curriculum.Reinforcement;

/// <summary>One step in an environment.</summary>
/// <param name="State">The state before.</param>
/// <param name="Action">The action taken.</param>
/// <param name="Reward">The reward got.</param>
/// <param name="NextState">The state after.</param>
/// <param name="IsDone">Whether the episode ended with this step.</param>
public sealed record Transition(NdArray State, int Action, double Reward, NdArray NextState, bool IsDone);
