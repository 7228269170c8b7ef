using System.Diagnostics.CodeAnalysis;
using Curriculum.Arrays.Devices;
using ILGPU;
using ILGPU.Runtime;

namespace Curriculum.Gpu.Memory;

/// <summary>A block of the device's memory. Its finalizer gives the block back, so it is used again when nothing can reach it any more.</summary>
internal sealed class GpuStorage : DeviceStorage
{
    private readonly GpuDevice _device;
    private readonly MemoryBuffer1D<byte, Stride1D.Dense> _block;

    public GpuStorage(GpuDevice device, MemoryBuffer1D<byte, Stride1D.Dense> block)
        : base(device)
        => (_device, _block) = (device, block);

    ~GpuStorage() => _device.Pool.Return(_block);

    /// <summary>The block as elements of a type.</summary>
    public ArrayView<T> View<T>()
        where T : unmanaged
        => IsReleased ? throw Unreachable() : ((ArrayView<byte>)_block.View).Cast<T>();

    /// <summary>Zeros in every byte.</summary>
    public void Clear() => _block.MemSetToZero();

    public override void Write<T>(ReadOnlySpan<T> source)
    {
        if (!source.IsEmpty)
            _device.Uploads.Copy(source, View<T>().SubView(0, source.Length));
        GC.KeepAlive(this);
    }

    // The driver copies to an address: what lies there must not move meanwhile.
    public override unsafe void Read<T>(int offset, Span<T> target)
    {
        if (target.IsEmpty)
            return;
        long upload = _device.Uploads.Last;
        fixed (T* first = target)
            View<T>().SubView(offset, target.Length).CopyToCPU(ref *first, target.Length);
        _device.Uploads.IsDone(upload);
        GC.KeepAlive(this);
    }

    [SuppressMessage("Usage", "CA1816", Justification = "Release is this type's Dispose; users of arrays are not asked to dispose anything.")]
    protected override void GiveBack()
    {
        GC.SuppressFinalize(this);
        _device.Pool.Return(_block);
    }
}
