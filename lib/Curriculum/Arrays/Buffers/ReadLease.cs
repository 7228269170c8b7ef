namespace Curriculum.Arrays.Buffers;

/// <summary>The elements of an array, row by row, for as long as the lease is held. Without it the collector could take the memory from under a running kernel.</summary>
internal readonly ref struct ReadLease<T>
    where T : unmanaged
{
    private readonly NdArray _owner;
    private readonly bool _ownsCopy;

    /// <summary>A lease on an array's own memory, or on a row-major copy that goes when the lease does.</summary>
    public ReadLease(NdArray owner, ReadOnlySpan<T> span, bool ownsCopy)
    {
        _owner = owner;
        _ownsCopy = ownsCopy;
        Span = span;
    }

    public ReadOnlySpan<T> Span { get; }

    public void Dispose()
    {
        if (_ownsCopy)
            _owner.Release();
        GC.KeepAlive(_owner);
    }
}
