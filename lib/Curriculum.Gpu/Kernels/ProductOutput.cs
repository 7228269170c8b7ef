using ILGPU;

namespace Curriculum.Gpu.Kernels;

/// <summary>Where a group writes its tile of results.</summary>
internal readonly struct ProductOutput<TLane, T>
    where TLane : struct, IDeviceLane<TLane, T>
    where T : unmanaged
{
    private readonly ArrayView<T> _y, _bias;
    private readonly int _first, _rows, _columns, _row, _column;
    private readonly bool _isBiased, _isAligned;

    /// <param name="y">The results, row by row.</param>
    /// <param name="bias">What is added to every row, or anything.</param>
    /// <param name="biased">0 if nothing is added.</param>
    /// <param name="matrix">Which matrix of the batch the tile belongs to.</param>
    /// <param name="rows">How many rows it has.</param>
    /// <param name="columns">How many columns it has.</param>
    /// <param name="row">The first row of the tile.</param>
    /// <param name="column">The first column of the tile.</param>
    public ProductOutput(ArrayView<T> y, ArrayView<T> bias, int biased, int matrix, int rows, int columns, int row, int column)
    {
        (_y, _bias, _rows, _columns, _row, _column) = (y, bias, rows, columns, row, column);
        _first = matrix * rows * columns;
        _isBiased = biased != 0;
        _isAligned = columns % 4 == 0;
    }

    /// <summary>What is added to four columns of the tile.</summary>
    public Quad<TLane> Bias(int column)
    {
        int place = _column + column, left = _isBiased ? _columns - place : 0;
        return new(
            left > 0 ? TLane.Of(_bias[place]) : TLane.Create(0),
            left > 1 ? TLane.Of(_bias[place + 1]) : TLane.Create(0),
            left > 2 ? TLane.Of(_bias[place + 2]) : TLane.Create(0),
            left > 3 ? TLane.Of(_bias[place + 3]) : TLane.Create(0));
    }

    /// <summary>Four neighbours in a row of the tile, as many of them as the result has.</summary>
    public void Write(int row, int column, Quad<TLane> sums, Quad<TLane> bias)
    {
        int left = _row + row < _rows ? _columns - _column - column : 0, place = _first + ((_row + row) * _columns) + _column + column;
        T x = (sums.X + bias.X).Value, y = (sums.Y + bias.Y).Value, z = (sums.Z + bias.Z).Value, w = (sums.W + bias.W).Value;
        if (left >= 4 && _isAligned)
        {
            _y.Cast<Quad<T>>()[place >> 2] = new(x, y, z, w);
            return;
        }

        if (left > 0)
            _y[place] = x;
        if (left > 1)
            _y[place + 1] = y;
        if (left > 2)
            _y[place + 2] = z;
        if (left > 3)
            _y[place + 3] = w;
    }

    /// <summary>Two neighbours in a row of the tile, as many of them as the result has.</summary>
    public void Write(int row, int column, Pair<TLane> sums)
    {
        int left = _row + row < _rows ? _columns - _column - column : 0, place = _first + ((_row + row) * _columns) + _column + column;
        var bias = Bias(column);
        T x = (sums.X + bias.X).Value, y = (sums.Y + bias.Y).Value;
        if (left >= 2 && _isAligned)
        {
            _y.Cast<Pair<T>>()[place >> 1] = new(x, y);
            return;
        }

        if (left > 0)
            _y[place] = x;
        if (left > 1)
            _y[place + 1] = y;
    }
}
