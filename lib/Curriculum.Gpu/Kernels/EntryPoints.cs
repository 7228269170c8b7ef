using ILGPU;

namespace Curriculum.Gpu.Kernels;

/// <summary>Where a device enters a kernel.</summary>
internal static class EntryPoints
{
    /// <summary>One thread for each position.</summary>
    public static void Each<TKernel>(Index1D i, TKernel kernel)
        where TKernel : struct, IKernel
        => kernel.Run(i);

    /// <summary>Threads in groups.</summary>
    public static void Groups<TKernel>(TKernel kernel)
        where TKernel : struct, IGroupKernel
        => kernel.Run();
}
