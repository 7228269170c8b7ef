using System.Collections.Concurrent;
using Curriculum.Arrays;
using Curriculum.Arrays.Devices;
using Curriculum.Gpu.Kernels;
using Curriculum.Gpu.Memory;
using ILGPU;
using ILGPU.Runtime;

namespace Curriculum.Gpu;

/// <summary>Starts kernels: which one for which type of element, and with what. A kernel is compiled at its first start and kept.</summary>
internal sealed partial class GpuKernels(GpuDevice device) : IDeviceKernels
{
    private readonly ConcurrentDictionary<Type, Delegate> _loaded = [];

    private Accelerator Accelerator => device.Accelerator;

    public void Fill(NdArray y, double value)
    {
        switch (y.DType)
        {
            case DType.Float32:
                FillAll(y, (float)value);
                break;
            case DType.Float64:
                FillAll(y, value);
                break;
            case DType.Int32:
                FillAll(y, (int)value);
                break;
            case DType.Int64:
                FillAll(y, (long)value);
                break;
            default:
                FillAll(y, (byte)(value != 0 ? 1 : 0));
                break;
        }
    }

    public void Copy(NdArray x, NdArray y)
    {
        // The bits of an element are copied, so its size is all that matters.
        switch (y.DType.ByteSize())
        {
            case 1:
                Copy<byte>(x, y);
                break;
            case 4:
                Copy<int>(x, y);
                break;
            default:
                Copy<long>(x, y);
                break;
        }
    }

    public void Select(NdArray condition, NdArray a, NdArray b, NdArray y)
    {
        switch (y.DType.ByteSize())
        {
            case 1:
                Select<byte>(condition, a, b, y);
                break;
            case 4:
                Select<int>(condition, a, b, y);
                break;
            default:
                Select<long>(condition, a, b, y);
                break;
        }
    }

    /// <summary>The memory of an array as elements.</summary>
    private static ArrayView<T> View<T>(NdArray array)
        where T : unmanaged
        => ((GpuStorage)array.Storage).View<T>();

    /// <summary>The kernel that a type stands for, compiled at most once.</summary>
    private TLaunch Load<TKey, TLaunch>(Func<TLaunch> load)
        where TLaunch : Delegate
        => (TLaunch)_loaded.GetOrAdd(typeof(TKey), _ => load());

    private void FillAll<T>(NdArray y, T value)
        where T : unmanaged
    {
        if (y.Size > 0)
            Load<FillOf<T>, Action<Index1D, ArrayView<T>, T>>(() => Accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<T>, T>(MapKernels.Fill))(y.Size, View<T>(y).SubView(y.Offset, y.Size), value);
        GC.KeepAlive(y);
    }

    private void Copy<T>(NdArray x, NdArray y)
        where T : unmanaged
    {
        Load<CopyOf<T>, Action<Index1D, ArrayView<T>, Strides, ArrayView<T>, Strides>>(
            () => Accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<T>, Strides, ArrayView<T>, Strides>(MapKernels.Copy))(y.Size, View<T>(x), new(x, y.Shape), View<T>(y), new(y, y.Shape));
        GC.KeepAlive(x);
        GC.KeepAlive(y);
    }

    private void Select<T>(NdArray condition, NdArray a, NdArray b, NdArray y)
        where T : unmanaged
    {
        if (y.Size == 0)
            return;
        Load<SelectOf<T>, Action<Index1D, ArrayView<byte>, Strides, ArrayView<T>, Strides, ArrayView<T>, Strides, ArrayView<T>>>(
            () => Accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<byte>, Strides, ArrayView<T>, Strides, ArrayView<T>, Strides, ArrayView<T>>(MapKernels.Select))(
            y.Size, View<byte>(condition), new(condition, y.Shape), View<T>(a), new(a, y.Shape), View<T>(b), new(b, y.Shape), View<T>(y));
        GC.KeepAlive(condition);
        GC.KeepAlive(a);
        GC.KeepAlive(b);
        GC.KeepAlive(y);
    }

    private sealed class FillOf<T>;

    private sealed class CopyOf<T>;

    private sealed class SelectOf<T>;
}
