using ILGPU;

namespace Curriculum.Gpu.Kernels;

/// <summary>Elements read from, and added to, places that an array of indices names.</summary>
internal static class GatherKernels
{
    /// <summary>x [outer, n, inner] → y [outer, m, inner]: y[o, j] = x[o, indices[j]].</summary>
    public readonly struct Take<T>(ArrayView<T> x, ArrayView<long> indices, ArrayView<T> y, int n, int inner, int m) : IKernel
        where T : unmanaged
    {
        public void Run(int i)
        {
            int column = i % inner, j = i / inner % m, outer = i / inner / m;
            y[i] = x[(((outer * n) + (int)indices[j]) * inner) + column];
        }
    }

    /// <summary>x[o, target] += Σ updates[o, j] over the j of one target, in their order. One thread for each o, target and column, so nothing is added at the same time.</summary>
    /// <param name="x">[outer, n, inner].</param>
    /// <param name="order">The updates, ordered by target.</param>
    /// <param name="starts">For each target: where its updates begin in the order; one more for the end.</param>
    /// <param name="targets">The indices that occur, each once.</param>
    /// <param name="count">How many targets.</param>
    /// <param name="updates">[outer, m, inner].</param>
    /// <param name="n">The length of the axis.</param>
    /// <param name="inner">Elements behind an index.</param>
    /// <param name="m">How many updates.</param>
    public readonly struct AddAt<TLane, T>(ArrayView<T> x, ArrayView<int> order, ArrayView<int> starts, ArrayView<int> targets, int count, ArrayView<T> updates, int n, int inner, int m) : IKernel
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        public void Run(int i)
        {
            int column = i % inner, target = i / inner % count, outer = i / inner / count;
            int place = (((outer * n) + targets[target]) * inner) + column;
            TLane sum = TLane.Of(x[place]);
            for (int k = starts[target]; k < starts[target + 1]; k++)
                sum += TLane.Of(updates[(((outer * m) + order[k]) * inner) + column]);
            x[place] = sum.Value;
        }
    }

    /// <summary>Heads of packed sequences: rows [r, heads·d] → y [n, heads, longest, d], zeros past the end of a sequence. One thread for each element of y.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="starts">The row with which each sequence begins; one more for the end.</param>
    /// <param name="y">The heads.</param>
    /// <param name="heads">How many heads.</param>
    /// <param name="longest">The longest sequence.</param>
    /// <param name="size">d.</param>
    public readonly struct Spread<T>(ArrayView<T> rows, ArrayView<int> starts, ArrayView<T> y, int heads, int longest, int size) : IKernel
        where T : unmanaged
    {
        public void Run(int i)
        {
            int row = RowOf(starts, i, heads, longest, size);
            y[i] = row < 0 ? default : rows[(row * heads * size) + (i / size / longest % heads * size) + (i % size)];
        }
    }

    /// <summary>The way back: x [n, heads, longest, d] → rows [r, heads·d]. One thread for each element of x; those past the end have nothing to do.</summary>
    public readonly struct Gather<T>(ArrayView<T> x, ArrayView<int> starts, ArrayView<T> rows, int heads, int longest, int size) : IKernel
        where T : unmanaged
    {
        public void Run(int i)
        {
            int row = RowOf(starts, i, heads, longest, size);
            if (row >= 0)
                rows[(row * heads * size) + (i / size / longest % heads * size) + (i % size)] = x[i];
        }
    }

    // The row of an element of [n, heads, longest, d]; −1 past the end of its sequence.
    private static int RowOf(ArrayView<int> starts, int i, int heads, int longest, int size)
    {
        int sequence = i / size / longest / heads, row = starts[sequence] + (i / size % longest);
        return row < starts[sequence + 1] ? row : -1;
    }
}
