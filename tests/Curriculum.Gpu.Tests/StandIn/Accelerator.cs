namespace ILGPU.Runtime;

/// <summary>What kind of device it is.</summary>
internal enum AcceleratorType
{
    CPU,
}

/// <summary>The device refuses.</summary>
internal sealed class AcceleratorException(string message) : Exception(message);

/// <summary>A device with so many bytes of memory.</summary>
internal sealed class Accelerator(long memorySize)
{
    private long _allocated;

    public AcceleratorType AcceleratorType => AcceleratorType.CPU;

    public long MemorySize => memorySize;

    public AcceleratorStream DefaultStream { get; } = new();

    public void Synchronize() => DefaultStream.Synchronize();

    /// <summary>A block of memory; what lies in it is not said.</summary>
    public MemoryBuffer1D<T, Stride1D.Dense> Allocate1D<T>(long length)
        where T : unmanaged
    {
        if (_allocated + length > memorySize)
            throw new AcceleratorException("out of memory");
        _allocated += length;
        byte[] bytes = new byte[length];
        bytes.AsSpan().Fill(0xCD);
        return new(bytes, () => _allocated -= length);
    }

    public Action<Index1D, A, B> LoadAutoGroupedStreamKernel<I, A, B>(Action<Index1D, A, B> kernel)
        => (n, a, b) => Each(n, i => kernel(i, a, b));

    public Action<Index1D, A, B, C> LoadAutoGroupedStreamKernel<I, A, B, C>(Action<Index1D, A, B, C> kernel)
        => (n, a, b, c) => Each(n, i => kernel(i, a, b, c));

    public Action<Index1D, A, B, C, D> LoadAutoGroupedStreamKernel<I, A, B, C, D>(Action<Index1D, A, B, C, D> kernel)
        => (n, a, b, c, d) => Each(n, i => kernel(i, a, b, c, d));

    public Action<Index1D, A, B, C, D, E> LoadAutoGroupedStreamKernel<I, A, B, C, D, E>(Action<Index1D, A, B, C, D, E> kernel)
        => (n, a, b, c, d, e) => Each(n, i => kernel(i, a, b, c, d, e));

    public Action<Index1D, A, B, C, D, E, F> LoadAutoGroupedStreamKernel<I, A, B, C, D, E, F>(Action<Index1D, A, B, C, D, E, F> kernel)
        => (n, a, b, c, d, e, f) => Each(n, i => kernel(i, a, b, c, d, e, f));

    public Action<Index1D, A, B, C, D, E, F, G> LoadAutoGroupedStreamKernel<I, A, B, C, D, E, F, G>(Action<Index1D, A, B, C, D, E, F, G> kernel)
        => (n, a, b, c, d, e, f, g) => Each(n, i => kernel(i, a, b, c, d, e, f, g));

    public Action<Index1D, A, B, C, D, E, F, G, H> LoadAutoGroupedStreamKernel<I, A, B, C, D, E, F, G, H>(Action<Index1D, A, B, C, D, E, F, G, H> kernel)
        => (n, a, b, c, d, e, f, g, h) => Each(n, i => kernel(i, a, b, c, d, e, f, g, h));

    public Action<Index1D, A, B, C, D, E, F, G, H, K, L, M> LoadAutoGroupedStreamKernel<I, A, B, C, D, E, F, G, H, K, L, M>(Action<Index1D, A, B, C, D, E, F, G, H, K, L, M> kernel)
        => (n, a, b, c, d, e, f, g, h, k, l, m) => Each(n, i => kernel(i, a, b, c, d, e, f, g, h, k, l, m));

    public Action<KernelConfig, A, B, C, D, E, F, G, H, I, K> LoadStreamKernel<A, B, C, D, E, F, G, H, I, K>(Action<A, B, C, D, E, F, G, H, I, K> kernel)
        => (config, a, b, c, d, e, f, g, h, i, k) => Groups(config, () => kernel(a, b, c, d, e, f, g, h, i, k));

    // Backwards: no kernel may count on an order.
    private static void Each(int count, Action<Index1D> kernel)
    {
        for (int i = count - 1; i >= 0; i--)
            kernel(i);
    }

    private static void Groups(KernelConfig config, Action kernel)
    {
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

/// <summary>Things done in order; here they are done at once.</summary>
internal sealed class AcceleratorStream
{
    public bool IsDone => true;

    public void Synchronize() => ObjectDisposedException.ThrowIf(!IsDone, this);
}
