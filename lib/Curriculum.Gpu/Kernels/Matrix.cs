using Curriculum.Arrays;

namespace Curriculum.Gpu.Kernels;

/// <summary>Where the elements of the matrices of a batch lie.</summary>
internal readonly struct Matrix
{
    private readonly Strides _batch;

    /// <summary>The matrices of <paramref name="array"/> [*, rows, columns], whose leading axes are stretched to <paramref name="batch"/>.</summary>
    public Matrix(NdArray array, Shape batch)
    {
        (Row, Column) = (array.Stride(-2), array.Stride(-1));
        int[] first = array.Shape.ToArray();
        first[^1] = first[^2] = 1;
        _batch = new(array.View(Shape.Create(first), [.. Enumerable.Range(0, array.Rank).Select(array.Stride)], array.Offset), Shape.Create([.. batch, 1, 1]));
    }

    /// <summary>How far it is from a row to the next.</summary>
    public int Row { get; }

    /// <summary>How far it is from a column to the next.</summary>
    public int Column { get; }

    /// <summary>Where matrix <paramref name="index"/> of the batch begins.</summary>
    public int Start(int index) => _batch[index];
}
