using Curriculum.Arrays;

namespace Curriculum.Functional.Devices;

/// <summary>What the way through a sequence writes for all times.</summary>
/// <param name="Y">The states, [t, n, h]; 0 past the end of a row.</param>
/// <param name="Kept">What the way back needs of each step, [t, n, s·h].</param>
/// <param name="Cells">The cells (LSTM), [t, n, h].</param>
internal readonly record struct SequenceMemory(NdArray Y, NdArray Kept, NdArray? Cells);
