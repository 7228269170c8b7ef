namespace Curriculum.Gpu.Kernels;

/// <summary>4 × 4 results.</summary>
internal struct ProductQuads<TLane, T>
    where TLane : struct, IDeviceLane<TLane, T>
    where T : unmanaged
{
    private Quad<TLane> _row0, _row1, _row2, _row3;

    /// <summary>Adds the products of four elements of a column on the left and four of a row on the right.</summary>
    public void Add(Quad<T> left, Quad<T> right)
    {
        _row0 = Fma(left.X, right, _row0);
        _row1 = Fma(left.Y, right, _row1);
        _row2 = Fma(left.Z, right, _row2);
        _row3 = Fma(left.W, right, _row3);
    }

    /// <summary>Writes the results to the place in the tile that begins at a row and a column.</summary>
    public readonly void Write(ProductOutput<TLane, T> output, int row, int column)
    {
        var bias = output.Bias(column);
        output.Write(row, column, _row0, bias);
        output.Write(row + 1, column, _row1, bias);
        output.Write(row + 2, column, _row2, bias);
        output.Write(row + 3, column, _row3, bias);
    }

    private static Quad<TLane> Fma(T left, Quad<T> right, Quad<TLane> sums)
    {
        TLane factor = TLane.Of(left);
        return new(TLane.Fma(factor, TLane.Of(right.X), sums.X), TLane.Fma(factor, TLane.Of(right.Y), sums.Y), TLane.Fma(factor, TLane.Of(right.Z), sums.Z), TLane.Fma(factor, TLane.Of(right.W), sums.W));
    }
}
