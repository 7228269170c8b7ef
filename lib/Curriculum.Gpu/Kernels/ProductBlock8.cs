using ILGPU;

namespace Curriculum.Gpu.Kernels;

/// <summary>8 × 8 results a thread: sixteen elements read for sixty-four products.</summary>
/// <remarks>They are four times 4 × 4, half a tile apart: neighbouring threads read neighbouring quads of shared memory, without waiting for each other.</remarks>
internal struct ProductBlock8<TSide, TLane, T> : IProductBlock<ProductBlock8<TSide, TLane, T>, TLane, T>
    where TSide : struct, IGroupSide
    where TLane : struct, IDeviceLane<TLane, T>
    where T : unmanaged
{
    private ProductPlace<TSide> _place;
    private ProductQuads<TLane, T> _upperLeft, _upperRight, _lowerLeft, _lowerRight;

    public static int Threads => TSide.Threads * TSide.Threads;

    public static int Tile => 8 * TSide.Threads;

    // A quad more than a step has, so that the steps do not all begin in the same bank of the memory.
    public static int Pitch => (Tile / 4) + 1;

    public static ProductBlock8<TSide, TLane, T> Create(int thread) => new() { _place = new(thread) };

    public void Add(ArrayView<Quad<T>> left, ArrayView<Quad<T>> right, int depth)
    {
        for (int k = 0; k < depth; k += 4)
        {
            ArrayView<Quad<T>> rows = left.SubView((k * Pitch) + _place.Row), columns = right.SubView((k * Pitch) + _place.Column);
            Step(rows, columns, 0);
            Step(rows, columns, Pitch);
            Step(rows, columns, 2 * Pitch);
            Step(rows, columns, 3 * Pitch);
        }
    }

    public readonly void Write(ProductOutput<TLane, T> output)
    {
        int row = 4 * _place.Row, column = 4 * _place.Column, half = 4 * TSide.Threads;
        _upperLeft.Write(output, row, column);
        _upperRight.Write(output, row, column + half);
        _lowerLeft.Write(output, row + half, column);
        _lowerRight.Write(output, row + half, column + half);
    }

    private void Step(ArrayView<Quad<T>> rows, ArrayView<Quad<T>> columns, int place)
    {
        Quad<T> upper = rows[place], lower = rows[place + TSide.Threads], left = columns[place], right = columns[place + TSide.Threads];
        _upperLeft.Add(upper, left);
        _upperRight.Add(upper, right);
        _lowerLeft.Add(lower, left);
        _lowerRight.Add(lower, right);
    }
}
