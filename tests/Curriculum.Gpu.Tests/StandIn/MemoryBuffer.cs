namespace ILGPU.Runtime;

/// <summary>A block of a device's memory.</summary>
internal sealed class MemoryBuffer1D<T, TStride>(byte[] bytes, AcceleratorStream stream, Action freed) : IDisposable
    where T : unmanaged
    where TStride : struct
{
    private bool _freed;

    public long Length => bytes.Length;

    public ArrayView<T> View => _freed ? throw new ObjectDisposedException(nameof(MemoryBuffer1D<,>)) : new(bytes, stream);

    public void MemSetToZero() => stream.Add(() => bytes.AsSpan().Clear());

    public void Dispose()
    {
        if (_freed)
            return;
        _freed = true;
        freed();
    }
}
