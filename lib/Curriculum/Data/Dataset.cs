using Curriculum.Arrays;

namespace Curriculum.Data;

/// <summary>Examples and their answers, row by row.</summary>
/// <param name="Inputs">One example a row: [n, …]. Images are Float32 [n, 784] with 0 = paper, 1 = ink.</param>
/// <param name="Targets">One answer a row: [n, …]. Labels are Int64 [n].</param>
/// <exception cref="ShapeException">The two differ in their number of rows.</exception>
public sealed record Dataset(NdArray Inputs, NdArray Targets)
{
    /// <summary>One example a row: [n, …].</summary>
    public NdArray Inputs { get; } = Checked(Inputs, Targets);

    /// <summary>One answer a row: [n, …].</summary>
    public NdArray Targets { get; } = Targets;

    /// <summary>The number of examples, n.</summary>
    public int Count => Inputs.Shape[0];

    /// <summary>The examples at these indices, in their order; an index may occur more than once. indices [m] → m examples.</summary>
    public Dataset Take(NdArray indices) => new(Inputs.Take(indices, 0), Targets.Take(indices, 0));

    /// <summary>A run of examples, as views; also what <c>dataset[..100]</c> means.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The run does not lie inside the data set.</exception>
    public Dataset Slice(int start, int length)
    {
        if (start < 0 || length < 0 || start > Count - length)
            throw new ArgumentOutOfRangeException(nameof(start), $"Dataset: the run must lie inside 0 … {Count}, got {start} … {start + (long)length}.");
        var rows = start..(start + length);
        return new(Inputs[rows], Targets[rows]);
    }

    private static NdArray Checked(NdArray inputs, NdArray targets)
    {
        if (inputs.Rank == 0 || targets.Rank == 0 || inputs.Shape[0] != targets.Shape[0])
            throw new ShapeException($"Dataset: Inputs and Targets must have one row an example each, got {inputs.Shape} and {targets.Shape}. Their first axes must be of the same length.");
        return inputs;
    }
}
