namespace Curriculum.Arrays.Kernels;

/// <summary>One input of an elementwise operation, seen as if it had the shape of the result and lay row by row.</summary>
/// <remarks>Holds a pointer: whoever makes one keeps the array pinned and leased while it is used.</remarks>
internal readonly unsafe struct Operand<T>
    where T : unmanaged
{
    private readonly T* _data;
    private readonly StridedLoops? _loops;

    public Operand(NdArray array, Shape shape, T* data)
    {
        _data = data;
        IsSingle = array.Size == 1;
        if (!IsSingle && !(array.IsContiguous && array.Shape.Equals(shape)))
        {
            var loops = new StridedLoops(shape.AsSpan(), array.BroadcastStrides(shape));
            _loops = loops.IsFlat ? null : loops;
        }
    }

    /// <summary>Whether one element stands for all.</summary>
    public bool IsSingle { get; }

    /// <summary>Whether the elements must be gathered before a vector can load them.</summary>
    public bool IsStrided => _loops is not null;

    /// <summary>How far a kernel moves on: 1, or 0 when one element stands for all.</summary>
    public int Step => IsSingle ? 0 : 1;

    /// <summary>Where elements start … start + count − 1 lie one after the other: in place, or gathered into scratch.</summary>
    public T* Segment(int start, int count, T* scratch)
    {
        if (IsSingle)
            return scratch;
        if (_loops is null)
            return _data + start;
        _loops.Gather(_data, start, count, scratch);
        return scratch;
    }

    /// <summary>A full vector of the single element, so that a kernel can load it again and again.</summary>
    public void Prepare(T* scratch, int width)
    {
        if (IsSingle)
            new Span<T>(scratch, width).Fill(*_data);
    }
}
