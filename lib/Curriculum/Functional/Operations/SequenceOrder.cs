using Curriculum.Arrays;

namespace Curriculum.Functional.Operations;

/// <summary>In which order the steps of a sequence are taken, and where each padded sequence ends.</summary>
/// <remarks>A row past its end keeps its state and gives zeros; backwards in time it begins with the start state at its last step.</remarks>
internal sealed record SequenceOrder(bool IsReverse, int[]? Lengths)
{
    /// <summary>The time at which a step, counted in the order of work, takes place.</summary>
    public int Time(int step, int steps) => IsReverse ? steps - 1 - step : step;

    public bool IsValid(int time, int row) => Lengths is null || time < Lengths[row];

    /// <summary>Whether a row's state before this time is the start state.</summary>
    public bool IsFirst(int time, int row, int steps) => IsReverse ? time == (Lengths?[row] ?? steps) - 1 : time == 0;

    /// <summary>True for the rows that are valid at this time, [n, 1]; null when all are.</summary>
    public NdArray? Valid(int time) => Lengths is null || Lengths.All(length => time < length)
        ? null
        : NdArray.Of(Array.ConvertAll(Lengths, length => time < length)).ExpandDims(1);
}
