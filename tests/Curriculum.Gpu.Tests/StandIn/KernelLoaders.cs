namespace ILGPU.Runtime;

/// <summary>Starts kernels: here a loop over the positions, or threads that wait for each other where there are groups.</summary>
internal static class KernelLoaders
{
    public static Action<Index1D, A, B> LoadAutoGroupedStreamKernel<I, A, B>(this Accelerator accelerator, Action<Index1D, A, B> kernel)
        => (n, a, b) => Each(accelerator, n, i => kernel(i, a, b));

    public static Action<Index1D, A, B, C> LoadAutoGroupedStreamKernel<I, A, B, C>(this Accelerator accelerator, Action<Index1D, A, B, C> kernel)
        => (n, a, b, c) => Each(accelerator, n, i => kernel(i, a, b, c));

    public static Action<Index1D, A, B, C, D> LoadAutoGroupedStreamKernel<I, A, B, C, D>(this Accelerator accelerator, Action<Index1D, A, B, C, D> kernel)
        => (n, a, b, c, d) => Each(accelerator, n, i => kernel(i, a, b, c, d));

    public static Action<Index1D, A, B, C, D, E> LoadAutoGroupedStreamKernel<I, A, B, C, D, E>(this Accelerator accelerator, Action<Index1D, A, B, C, D, E> kernel)
        => (n, a, b, c, d, e) => Each(accelerator, n, i => kernel(i, a, b, c, d, e));

    public static Action<Index1D, A, B, C, D, E, F> LoadAutoGroupedStreamKernel<I, A, B, C, D, E, F>(this Accelerator accelerator, Action<Index1D, A, B, C, D, E, F> kernel)
        => (n, a, b, c, d, e, f) => Each(accelerator, n, i => kernel(i, a, b, c, d, e, f));

    public static Action<Index1D, A, B, C, D, E, F, G> LoadAutoGroupedStreamKernel<I, A, B, C, D, E, F, G>(this Accelerator accelerator, Action<Index1D, A, B, C, D, E, F, G> kernel)
        => (n, a, b, c, d, e, f, g) => Each(accelerator, n, i => kernel(i, a, b, c, d, e, f, g));

    public static Action<Index1D, A, B, C, D, E, F, G, H> LoadAutoGroupedStreamKernel<I, A, B, C, D, E, F, G, H>(this Accelerator accelerator, Action<Index1D, A, B, C, D, E, F, G, H> kernel)
        => (n, a, b, c, d, e, f, g, h) => Each(accelerator, n, i => kernel(i, a, b, c, d, e, f, g, h));

    public static Action<Index1D, A, B, C, D, E, F, G, H, K, L, M> LoadAutoGroupedStreamKernel<I, A, B, C, D, E, F, G, H, K, L, M>(this Accelerator accelerator, Action<Index1D, A, B, C, D, E, F, G, H, K, L, M> kernel)
        => (n, a, b, c, d, e, f, g, h, k, l, m) => Each(accelerator, n, i => kernel(i, a, b, c, d, e, f, g, h, k, l, m));

    public static Action<KernelConfig, A, B, C, D, E, F, G, H, I, K> LoadStreamKernel<A, B, C, D, E, F, G, H, I, K>(this Accelerator accelerator, Action<A, B, C, D, E, F, G, H, I, K> kernel)
        => (config, a, b, c, d, e, f, g, h, i, k) => Groups(accelerator, config, () => kernel(a, b, c, d, e, f, g, h, i, k));

    // Backwards: no kernel may count on an order.
    private static void Each(Accelerator accelerator, int count, Action<Index1D> kernel)
    {
        accelerator.Synchronize();
        for (int i = count - 1; i >= 0; i--)
            kernel(i);
    }

    private static void Groups(Accelerator accelerator, KernelConfig config, Action kernel)
    {
        accelerator.Synchronize();
        var (grid, size) = (config.GridDim, config.GroupDim);
        for (int group = 0; group < grid.X * grid.Y * grid.Z; group++)
        {
            var place = new Index3D(group % grid.X, group / grid.X % grid.Y, group / grid.X / grid.Y);
            int count = size.X * size.Y * size.Z;
            var shared = new List<Array>();
            using var barrier = new Barrier(count);
            Task[] threads = [.. Enumerable.Range(0, count).Select(thread => Task.Factory.StartNew(
                () =>
                {
                    Group.Enter(new(config, place, new Index3D(thread % size.X, thread / size.X % size.Y, thread / size.X / size.Y), barrier, shared));
                    try
                    {
                        kernel();
                    }
                    finally
                    {
                        barrier.RemoveParticipant();
                    }
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default))];
            Task.WaitAll(threads);
        }
    }
}
