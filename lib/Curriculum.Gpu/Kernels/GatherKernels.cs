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
}
