namespace ILGPU.Runtime;

/// <summary>A block of a device's memory.</summary>
internal sealed class MemoryBuffer1D<T, TStride>(byte[] bytes, Action freed) : IDisposable
    where T : unmanaged
    where TStride : struct
{
    private bool _freed;

    public long Length => bytes.Length;

    public ArrayView<T> View => _freed ? throw new ObjectDisposedException(nameof(MemoryBuffer1D<,>)) : new(bytes);

    public void MemSetToZero() => bytes.AsSpan().Clear();

    public void Dispose()
    {
        if (_freed)
            return;
        _freed = true;
        freed();
    }
}
