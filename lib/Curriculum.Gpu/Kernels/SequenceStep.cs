using ILGPU;

namespace Curriculum.Gpu.Kernels;

/// <summary>Where one step of a sequence stands, for kernels that have a thread for each feature of each row.</summary>
/// <param name="Batch">How many rows.</param>
/// <param name="Size">The features of a state.</param>
/// <param name="Time">The time of the step.</param>
/// <param name="Previous">The time of the step before, in the order of work.</param>
/// <param name="Start">The time of the first step of a row as long as the sequence.</param>
/// <param name="HasLengths">Whether rows have lengths of their own: 1 or 0.</param>
/// <param name="IsReverse">Whether the order of work is backwards in time: 1 or 0.</param>
internal readonly record struct SequenceStep(int Batch, int Size, int Time, int Previous, int Start, int HasLengths, int IsReverse)
{
    /// <summary>Whether the row has not yet ended.</summary>
    public bool IsValid(ArrayView<int> lengths, int row) => HasLengths == 0 || Time < lengths[row];

    /// <summary>Whether the row's state before this step is the one that it started with.</summary>
    public bool IsFirst(ArrayView<int> lengths, int row) => Time == (HasLengths == 0 || IsReverse == 0 ? Start : lengths[row] - 1);

    /// <summary>The place of a feature of a row at this step, in [t, n, size].</summary>
    public int Here(int row, int feature) => (((Time * Batch) + row) * Size) + feature;

    /// <summary>The same at the step before.</summary>
    public int Before(int row, int feature) => (((Previous * Batch) + row) * Size) + feature;

    /// <summary>The place of a feature of the first of so many blocks of a row at this step, in [t, n, blocks·size].</summary>
    public int Block(int row, int feature, int blocks) => (((Time * Batch) + row) * blocks * Size) + feature;
}
