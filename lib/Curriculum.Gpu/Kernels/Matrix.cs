using Curriculum.Arrays;

namespace Curriculum.Gpu.Kernels;

/// <summary>Where the elements of the matrices of a batch lie.</summary>
internal readonly struct Matrix
{
    private readonly Strides _batch;

    /// <summary>The matrices of <paramref name="array"/> [*, rows, columns], whose leading axes are stretched to <paramref name="batch"/>.</summary>
    public Matrix(NdArray array, Shape batch)
    {
        // From an axis of length 1 there is nowhere to go.
        int[] strides = [.. Enumerable.Range(0, array.Rank).Select(axis => array.Shape[axis] == 1 ? 0 : array.Stride(axis))];
        (Row, Column) = (strides[^2], strides[^1]);
        bool inFours = Column == 1 ? Row % 4 == 0 : Row == 1 && Column % 4 == 0;
        IsAligned = inFours && array.Offset % 4 == 0 && strides[..^2].All(stride => stride % 4 == 0) ? 1 : 0;
        int[] first = array.Shape.ToArray();
        first[^1] = first[^2] = 1;
        _batch = new(array.View(Shape.Create(first), strides, array.Offset), Shape.Create([.. batch, 1, 1]));
    }

    /// <summary>How far it is from a row to the next.</summary>
    public int Row { get; }

    /// <summary>How far it is from a column to the next.</summary>
    public int Column { get; }

    /// <summary>1 if every row (or every column) of every matrix lies in one piece that begins at a multiple of four, so that four neighbours may be read at once; else 0.</summary>
    public int IsAligned { get; }

    /// <summary>Where matrix <paramref name="index"/> of the batch begins.</summary>
    public int Start(int index) => _batch[index];
}
