using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>How the matrices of an array lie: where each begins, how many rows it has, and how far these are from each other. Neighbours of a row are neighbours in memory.</summary>
internal readonly struct MatrixStack
{
    private readonly int[]? _lengths;

    private MatrixStack(int[] offsets, nint step, int rows, int columns, int[]? lengths = null)
        => (Offsets, Step, Rows, Columns, _lengths) = (offsets, step, rows, columns, lengths);

    /// <summary>The first element of each matrix, from the first of the array.</summary>
    public int[] Offsets { get; }

    public int Count => Offsets.Length;

    /// <summary>From one row to the next.</summary>
    public nint Step { get; }

    /// <summary>The rows of the largest.</summary>
    public int Rows { get; }

    public int Columns { get; }

    /// <summary>The matrices of an array [*, rows, columns].</summary>
    public static MatrixStack Of(NdArray x) => new(MatrixProduct.BatchOffsets(x, x.Shape.ToArray()[..^2]), x.Stride(-2), x.Shape[^2], x.Shape[^1]);

    /// <summary>The heads of packed sequences, a matrix for each head of each sequence: those of the first sequence first.</summary>
    public static MatrixStack Of(NdArray x, HeadRows rows)
    {
        int columns = x.Shape[1] / rows.Heads;
        int[] offsets = new int[rows.Lengths.Length * rows.Heads], lengths = new int[offsets.Length];
        for (int i = 0; i < offsets.Length; i++)
        {
            int sequence = i / rows.Heads;
            (offsets[i], lengths[i]) = ((rows.Starts[sequence] * x.Shape[1]) + (i % rows.Heads * columns), rows.Lengths[sequence]);
        }

        return new(offsets, x.Shape[1], rows.Longest, columns, lengths);
    }

    /// <summary>An array whose rows are such, this one where it is.</summary>
    public static NdArray WithRows(NdArray x) => x.Shape[^1] == 1 || x.Stride(-1) == 1 ? x : x.Contiguous();

    /// <summary>An array to be written, whose matrices lie in memory in the order of those of another, so that turned back as the other was it lies row by row.</summary>
    public static NdArray Like(NdArray x, int rows, int columns)
    {
        int[] lengths = [.. x.Shape.ToArray()[..^2], rows, columns], strides = new int[lengths.Length];
        int step = columns;
        strides[^1] = 1;
        foreach (int axis in Enumerable.Range(0, x.Rank - 1).OrderBy(axis => x.Stride(axis)).ThenByDescending(axis => axis))
        {
            strides[axis] = step;
            step *= lengths[axis];
        }

        return NdArray.Uninitialized(lengths, x.DType).View(lengths, strides, 0, isView: false);
    }

    /// <summary>How many rows matrix i has.</summary>
    public int RowsOf(int i) => _lengths is null ? Rows : _lengths[i];
}
