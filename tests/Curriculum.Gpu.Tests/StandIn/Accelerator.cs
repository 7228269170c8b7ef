using System.Diagnostics.CodeAnalysis;

namespace ILGPU.Runtime;

/// <summary>What kind of device it is.</summary>
internal enum AcceleratorType
{
    CPU,
    Cuda,
}

/// <summary>The device refuses.</summary>
internal sealed class AcceleratorException(string message) : Exception(message);

/// <summary>A device with so many bytes of memory.</summary>
internal sealed class Accelerator(long memorySize, AcceleratorType type = AcceleratorType.CPU)
{
    private long _allocated;

    public AcceleratorType AcceleratorType => type;

    public int NumMultiprocessors { get; } = 1;

    public long MemorySize => memorySize;

    public AcceleratorStream DefaultStream { get; } = new();

    /// <summary>How many kernels were started.</summary>
    public int Launches { get; private set; }

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
        return new(bytes, DefaultStream, () => _allocated -= length);
    }

    /// <summary>Memory of the processor that stays where it is.</summary>
    [SuppressMessage("Performance", "CA1822", Justification = "ILGPU's is a method of the device.")]
    public PageLockedArray1D<T> AllocatePageLocked1D<T>(long extent, bool uninitialized)
        where T : unmanaged
        => new(uninitialized ? GC.AllocateUninitializedArray<T>((int)extent, pinned: true) : GC.AllocateArray<T>((int)extent, pinned: true));

    /// <summary>Asks for a kernel's work.</summary>
    public void Launch(Action work)
    {
        Launches++;
        DefaultStream.Add(work);
    }
}
