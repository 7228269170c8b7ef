namespace Curriculum.Arrays.Buffers;

/// <summary>The elements of an array, row by row, to write, for as long as the lease is held.</summary>
internal readonly ref struct WriteLease<T>
    where T : unmanaged
{
    private readonly NdArray _owner;

    public WriteLease(NdArray owner, Span<T> span)
    {
        _owner = owner;
        Span = span;
    }

    public Span<T> Span { get; }

    public void Dispose() => GC.KeepAlive(_owner);
}
