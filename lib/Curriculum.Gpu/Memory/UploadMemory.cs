using System.Runtime.InteropServices;
using ILGPU;
using ILGPU.Runtime;

namespace Curriculum.Gpu.Memory;

/// <summary>Page-locked memory of the processor, through which arrays go on their way to the device: the device copies from there by itself, in its turn, while the program goes on.</summary>
/// <remarks>From any other memory the driver copies only after all kernels before are done. What has been copied is overwritten when the device is known to have come by, or when there is no more room.</remarks>
internal sealed class UploadMemory(Accelerator accelerator)
{
    private const int Smallest = 1 << 20, Largest = 1 << 26, Alignment = 256;

    private readonly Lock _lock = new();
    private PageLockedArray1D<byte>? _memory;
    private int _used;
    private long _uploads;

    /// <summary>Which upload was the last.</summary>
    public long Last
    {
        get
        {
            lock (_lock)
                return _uploads;
        }
    }

    /// <summary>Copies to the device what may be changed as soon as this returns.</summary>
    public void Copy<T>(ReadOnlySpan<T> source, ArrayView<T> target)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(source);
        if (bytes.Length > Largest)
        {
            CopyAndWait(source, target);
            return;
        }

        lock (_lock)
        {
            if (_memory is null || _memory.Length - _used < bytes.Length)
                MakeRoom(bytes.Length);
            var room = _memory!.Span.Slice(_used, bytes.Length);
            bytes.CopyTo(room);
            target.CopyFromCPUUnsafeAsync(ref MemoryMarshal.Cast<byte, T>(room)[0], source.Length);
            _used += (bytes.Length + Alignment - 1) / Alignment * Alignment;
            _uploads++;
        }
    }

    /// <summary>The device has done everything up to an upload.</summary>
    /// <param name="upload">What <see cref="Last"/> was before somebody waited.</param>
    public void IsDone(long upload)
    {
        lock (_lock)
        {
            if (upload == _uploads)
                _used = 0;
        }
    }

    // The driver copies from an address: what lies there must not move meanwhile.
    private static unsafe void CopyAndWait<T>(ReadOnlySpan<T> source, ArrayView<T> target)
        where T : unmanaged
    {
        fixed (T* first = source)
            target.CopyFromCPU(ref *first, source.Length);
    }

    private void MakeRoom(int bytes)
    {
        accelerator.DefaultStream.Synchronize();
        _used = 0;
        int length = (int)(_memory?.Length ?? 0);
        if (length == Largest)
            return;
        int longer = Math.Max(Smallest, 2 * length);
        while (longer < bytes)
            longer *= 2;
        _memory?.Dispose();
        _memory = accelerator.AllocatePageLocked1D<byte>(longer, uninitialized: true);
    }
}
