using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>How the matrices of an array [*, rows, columns] lie: where each begins, and how far its rows are from each other. Neighbours of a row are neighbours in memory.</summary>
internal readonly struct MatrixStack
{
    private MatrixStack(int[] offsets, nint step, int rows, int columns) => (Offsets, Step, Rows, Columns) = (offsets, step, rows, columns);

    /// <summary>The first element of each matrix, from the first of the array.</summary>
    public int[] Offsets { get; }

    /// <summary>From one row to the next.</summary>
    public nint Step { get; }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>The stack that an array is.</summary>
    public static MatrixStack Of(NdArray x) => new(MatrixProduct.BatchOffsets(x, x.Shape.ToArray()[..^2]), x.Stride(-2), x.Shape[^2], x.Shape[^1]);

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
}
