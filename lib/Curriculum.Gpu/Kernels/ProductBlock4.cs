using ILGPU;

namespace Curriculum.Gpu.Kernels;

/// <summary>4 × 4 results a thread: for small products, and for elements of 64 bits, of which the registers hold half as many.</summary>
internal struct ProductBlock4<TSide, TLane, T> : IProductBlock<ProductBlock4<TSide, TLane, T>, TLane, T>
    where TSide : struct, IGroupSide
    where TLane : struct, IDeviceLane<TLane, T>
    where T : unmanaged
{
    private ProductPlace<TSide> _place;
    private ProductQuads<TLane, T> _sums;

    public static int Threads => TSide.Threads * TSide.Threads;

    public static int Tile => 4 * TSide.Threads;

    // A quad more than a step has, so that the steps do not all begin in the same bank of the memory.
    public static int Pitch => (Tile / 4) + 1;

    public static ProductBlock4<TSide, TLane, T> Create(int thread) => new() { _place = new(thread) };

    public void Add(ArrayView<Quad<T>> left, ArrayView<Quad<T>> right, int depth)
    {
        for (int k = 0; k < depth; k += 4)
        {
            ArrayView<Quad<T>> rows = left.SubView((k * Pitch) + _place.Row), columns = right.SubView((k * Pitch) + _place.Column);
            _sums.Add(rows[0], columns[0]);
            _sums.Add(rows[Pitch], columns[Pitch]);
            _sums.Add(rows[2 * Pitch], columns[2 * Pitch]);
            _sums.Add(rows[3 * Pitch], columns[3 * Pitch]);
        }
    }

    public readonly void Write(ProductOutput<TLane, T> output) => _sums.Write(output, 4 * _place.Row, 4 * _place.Column);
}
