using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Curriculum.Arrays;
using Curriculum.Arrays.Devices;
using Curriculum.Gpu.Kernels;
using Curriculum.Gpu.Memory;
using ILGPU;
using ILGPU.Runtime;

namespace Curriculum.Gpu;

/// <summary>Starts kernels: which one for which type of element, and with what. A kernel is compiled at its first start and kept.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A device and its kernels live as long as the process.")]
internal sealed partial class GpuKernels(GpuDevice device) : IDeviceKernels
{
    private readonly ConcurrentDictionary<Type, Delegate> _loaded = [];

    private Accelerator Accelerator => device.Accelerator;

    /// <summary>A start of a kernel that is the same for every type of element.</summary>
    private interface ILaneCall
    {
        void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged;
    }

    /// <summary>A start of a kernel that moves elements and does not look at them: their size is all that matters.</summary>
    private interface IBitsCall
    {
        void Run<T>()
            where T : unmanaged;
    }

    private static void Run<TCall>(DType dtype, TCall call)
        where TCall : struct, ILaneCall
    {
        switch (dtype)
        {
            case DType.Float32:
                call.Run<FloatLane, float>();
                break;
            case DType.Float64:
                call.Run<DoubleLane, double>();
                break;
            case DType.Int32:
                call.Run<IntLane, int>();
                break;
            case DType.Int64:
                call.Run<LongLane, long>();
                break;
            default:
                call.Run<ByteLane, byte>();
                break;
        }
    }

    private static void RunOnBits<TCall>(DType dtype, TCall call)
        where TCall : struct, IBitsCall
    {
        switch (dtype.ByteSize())
        {
            case 1:
                call.Run<byte>();
                break;
            case 4:
                call.Run<int>();
                break;
            default:
                call.Run<long>();
                break;
        }
    }

    /// <summary>The memory that an array lies in.</summary>
    private static ArrayView<T> View<T>(NdArray array)
        where T : unmanaged
        => ((GpuStorage)array.Storage).View<T>();

    /// <summary>The memory of an array from its first element on.</summary>
    private static ArrayView<T> Elements<T>(NdArray array)
        where T : unmanaged
    {
        var all = View<T>(array);
        return all.SubView(array.Offset, all.Length - array.Offset);
    }

    /// <summary>Starts one thread for each of <paramref name="count"/> positions.</summary>
    /// <param name="count">How many.</param>
    /// <param name="kernel">What a thread does, and what with.</param>
    /// <param name="arrays">The arrays whose memory it works on: they may not go before it has started.</param>
    private void Start<TKernel>(int count, TKernel kernel, params ReadOnlySpan<NdArray?> arrays)
        where TKernel : struct, IKernel
    {
        StartWaiting();
        if (count > 0)
        {
            var launch = (Action<Index1D, TKernel>)_loaded.GetOrAdd(typeof(TKernel), _ => Accelerator.LoadAutoGroupedStreamKernel<Index1D, TKernel>(EntryPoints.Each));
            launch(count, kernel);
        }

        KeepAlive(arrays);
    }

    /// <summary>Starts groups of threads.</summary>
    private void Start<TKernel>(KernelConfig config, TKernel kernel, params ReadOnlySpan<NdArray?> arrays)
        where TKernel : struct, IGroupKernel
    {
        StartWaiting();
        var launch = (Action<KernelConfig, TKernel>)_loaded.GetOrAdd(typeof(TKernel), _ => Accelerator.LoadStreamKernel<TKernel>(EntryPoints.Groups, TKernel.Specialization));
        launch(config, kernel);
        KeepAlive(arrays);
    }

    // What is done later is done in the order of starting, so memory that comes free after the start is safe.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void KeepAlive(ReadOnlySpan<NdArray?> arrays)
    {
    }
}
