using System.Numerics;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Arrays.Devices;

/// <summary>Arrays copied between the processor and a device.</summary>
internal static class Transfer
{
    /// <summary>A copy of an array of the processor.</summary>
    public static NdArray ToDevice(NdArray x, Device device)
    {
        var y = NdArray.Uninitialized(x.Shape, x.DType, device);
        x.DType.Run(new WriteAction(x, (DeviceStorage)y.Storage));
        return y;
    }

    /// <summary>A copy in the memory of the processor.</summary>
    public static NdArray ToProcessor(NdArray x)
    {
        var dense = x.Contiguous();
        var y = NdArray.Uninitialized(x.Shape, x.DType);
        x.DType.Run(new ReadAction(dense, y));
        return y;
    }

    private readonly struct WriteAction(NdArray from, DeviceStorage to) : ITypedAction
    {
        public void Run<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            using var source = from.Read<T>();
            to.Write(source.Span);
        }
    }

    private readonly struct ReadAction(NdArray from, NdArray to) : ITypedAction
    {
        public void Run<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            using var target = to.Write<T>();
            ((DeviceStorage)from.Storage).Read(from.Offset, target.Span);
            GC.KeepAlive(from);
        }
    }
}
