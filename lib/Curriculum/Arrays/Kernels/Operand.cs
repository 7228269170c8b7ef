namespace Curriculum.Arrays.Kernels;

/// <summary>One input of an elementwise operation, seen as if it had the shape of the result and lay row by row.</summary>
/// <remarks>Holds a pointer: whoever makes one keeps the array pinned and leased while it is used.</remarks>
internal readonly unsafe struct Operand<T>
    where T : unmanaged
{
    // Shorter repetitions are gathered: a step of its own for each would cost more.
    private const int ShortestRepetition = 64;

    private readonly T* _data;
    private readonly StridedLoops? _loops;
    private readonly int _repetition;

    /// <summary>An input of a result of this shape.</summary>
    /// <param name="array">The input.</param>
    /// <param name="shape">The shape of the result.</param>
    /// <param name="data">Where the input's memory begins.</param>
    /// <param name="inSegments">Whether the kernel asks <see cref="Together"/> how long a segment may be; then elements that repeat are not gathered.</param>
    public Operand(NdArray array, Shape shape, T* data, bool inSegments = false)
    {
        _data = data;
        IsSingle = array.Size == 1;
        if (!IsSingle && !(array.IsContiguous && array.Shape.Equals(shape)))
        {
            var loops = new StridedLoops(shape.AsSpan(), array.BroadcastStrides(shape));
            _loops = loops.IsFlat ? null : loops;
            _repetition = inSegments && loops.Repetition >= ShortestRepetition ? loops.Repetition : 0;
        }
    }

    /// <summary>Whether one element stands for all.</summary>
    public bool IsSingle { get; }

    /// <summary>Whether the elements must be gathered before a vector can load them.</summary>
    public bool IsStrided => _loops is not null && _repetition == 0;

    /// <summary>How far a kernel moves on: 1, or 0 when one element stands for all of a segment.</summary>
    public int Step => IsSingle || _repetition > 0 ? 0 : 1;

    /// <summary>How many elements from one on can be in one segment: as many as repeat one element, where each does for a while.</summary>
    public int Together(int start) => _repetition > 0 ? _repetition - (start % _repetition) : int.MaxValue;

    /// <summary>Where elements start … start + count − 1 lie one after the other: in place, or gathered into scratch; where one stands for all, a full vector of it.</summary>
    public T* Segment(int start, int count, T* scratch)
    {
        if (IsSingle)
            return scratch;
        if (_loops is null)
            return _data + start;
        _loops.Gather(_data, start, _repetition > 0 ? 1 : count, scratch);
        if (_repetition > 0)
            new Span<T>(scratch, Lanes512<T>.Count).Fill(*scratch);
        return scratch;
    }

    /// <summary>A full vector of the single element, so that a kernel can load it again and again.</summary>
    public void Prepare(T* scratch, int width)
    {
        if (IsSingle)
            new Span<T>(scratch, width).Fill(*_data);
    }
}
