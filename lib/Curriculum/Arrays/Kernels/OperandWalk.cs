using System.Runtime.CompilerServices;

namespace Curriculum.Arrays.Kernels;

/// <summary>A walk through an <see cref="Operand{T}"/>, segment by segment.</summary>
internal unsafe struct OperandWalk<T>
    where T : unmanaged
{
    private readonly T* _data, _scratch;
    private readonly StridedLoops? _loops;
    private readonly int _runLength;
    private readonly nint _step;
    private T* _at;
    private int _position;

    public OperandWalk(T* data, StridedLoops? loops, int runLength, nint step, int start, T* scratch)
    {
        _data = data;
        _scratch = scratch;
        (_loops, _runLength, _step) = (loops, runLength, step);
        if (runLength > 0)
        {
            (_position, int within) = Math.DivRem(start, runLength);
            Left = runLength - within;
            _at = data + loops!.OffsetOfRun(_position) + (within * step);
        }
        else
        {
            (_position, Left) = (start, int.MaxValue);
            _at = data + (start * step);
        }
    }

    /// <summary>How many elements the next segment may have: as many as are left of its run.</summary>
    public int Left { get; private set; }

    /// <summary>Where the next elements lie one after the other: in place, or gathered into scratch. Where the operand's step is 0: where the one lies that stands for all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T* Next(int count)
    {
        T* at = _at;
        if (_runLength == 0)
        {
            if (_loops is not null)
                return Gather(count);
            _at += count * _step;
            return at;
        }

        _at += count * _step;
        Left -= count;
        if (Left == 0)
        {
            _at = _data + _loops!.OffsetOfRun(++_position);
            Left = _runLength;
        }

        return at;
    }

    /// <summary>The same, where vectors can be loaded from: one element that stands for all fills a vector of scratch, which a loop can load again and again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T* Next<V>(int count)
        where V : struct, ILanes<V, T>
    {
        T* elements = Next(count);
        if (_step == 1)
            return elements;
        V.Store(V.Broadcast(*elements), _scratch);
        return _scratch;
    }

    private T* Gather(int count)
    {
        _loops!.Gather(_data, _position, count, _scratch);
        _position += count;
        return _scratch;
    }
}
