namespace ILGPU.Runtime;

/// <summary>Starts kernels: here a loop over the positions, or threads that wait for each other where there are groups.</summary>
internal static class KernelLoaders
{
    public static Action<Index1D, T> LoadAutoGroupedStreamKernel<I, T>(this Accelerator accelerator, Action<Index1D, T> kernel)
        where T : struct
        => (count, argument) => Each(accelerator, count, i => kernel(i, argument));

    public static Action<KernelConfig, T> LoadStreamKernel<T>(this Accelerator accelerator, Action<T> kernel, KernelSpecialization specialization)
        where T : struct
        => (config, argument) => Groups(accelerator, specialization.Check(config), () => kernel(argument));

    // Backwards: no kernel may count on an order.
    private static void Each(Accelerator accelerator, int count, Action<Index1D> kernel) => accelerator.Launch(() =>
    {
        for (int i = count - 1; i >= 0; i--)
            kernel(i);
    });

    private static void Groups(Accelerator accelerator, KernelConfig config, Action kernel) => accelerator.Launch(() =>
    {
        var (grid, size) = (config.GridDim, config.GroupDim);
        var shared = new List<Memory<byte>>();
        float[][] exchange = new float[2][];
        var turns = new Turns(size.X * size.Y * size.Z);
        turns.Run(grid.X * grid.Y * grid.Z, (group, thread) =>
        {
            var place = new Index3D(group % grid.X, group / grid.X % grid.Y, group / grid.X / grid.Y);
            Group.Enter(new(config, place, new Index3D(thread % size.X, thread / size.X % size.Y, thread / size.X / size.Y), () => turns.Barrier(thread), shared, exchange));
            kernel();
        });
    });
}
