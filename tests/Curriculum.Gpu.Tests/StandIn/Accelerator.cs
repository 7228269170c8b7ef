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

    public AcceleratorType AcceleratorType { get; } = AcceleratorType.CPU;

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
}

/// <summary>Things done in order; here each is done at once, so there is nothing to wait for.</summary>
internal sealed class AcceleratorStream
{
    private int _waits;

    public void Synchronize() => _waits++;
}
