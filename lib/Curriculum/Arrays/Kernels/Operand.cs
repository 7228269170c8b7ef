namespace Curriculum.Arrays.Kernels;

/// <summary>One input of an elementwise operation, seen as if it had the shape of the result and lay row by row.</summary>
/// <remarks>Holds a pointer: whoever makes one keeps the array pinned and leased while it is used.</remarks>
internal readonly unsafe struct Operand<T>
    where T : unmanaged
{
    // Shorter runs are gathered: a step of its own for each would cost more.
    private const int ShortestRun = 256;

    private readonly T* _data;
    private readonly StridedLoops? _loops;
    private readonly int _run;

    /// <summary>An input of a result of this shape.</summary>
    /// <param name="array">The input.</param>
    /// <param name="shape">The shape of the result.</param>
    /// <param name="data">Where the input's memory begins.</param>
    public Operand(NdArray array, Shape shape, T* data)
    {
        _data = data;
        Step = array.Size == 1 ? 0 : 1;
        if (Step == 0 || StridedLoops.Of(array, shape) is not { } loops)
            return;
        _loops = loops;

        // A row that repeats, or an element that fills a row, is read where it lies.
        if (loops.RunStep is 0 or 1 && loops.RunLength >= ShortestRun)
            (_run, Step) = (loops.RunLength, loops.RunStep);
    }

    /// <summary>Whether the elements must be gathered before a vector can load them.</summary>
    public bool IsStrided => _loops is not null && _run == 0;

    /// <summary>How far a kernel moves on: 1, or 0 when one element stands for all of a segment.</summary>
    public int Step { get; }

    /// <summary>The walk through a part of it.</summary>
    /// <param name="start">The first element of the part.</param>
    /// <param name="scratch">Room for as many elements as are asked for at a time, where it is strided; for a vector, where one element stands for all.</param>
    public OperandWalk<T> From(int start, T* scratch) => new(_data, _loops, _run, Step, start, scratch);
}
