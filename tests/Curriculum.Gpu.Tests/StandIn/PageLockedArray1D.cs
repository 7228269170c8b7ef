namespace ILGPU.Runtime;

/// <summary>Memory of the processor that a device copies from and to by itself.</summary>
internal sealed class PageLockedArray1D<T>(T[] elements) : IDisposable
    where T : unmanaged
{
    private T[]? _elements = elements;

    public long Length => Span.Length;

    public Span<T> Span => _elements ?? throw new ObjectDisposedException(nameof(PageLockedArray1D<>));

    // What is still to be copied from here is lost.
    public void Dispose()
    {
        _elements.AsSpan().Clear();
        _elements = null;
    }
}
