using Curriculum.Arrays.Kernels;
using ILGPU;

namespace Curriculum.Gpu.Kernels;

/// <summary>What a thread has to do with the lines of an array: a group of threads works on one or several lines, and some of its threads, its lanes, share a line.</summary>
/// <remarks>
/// Neighbouring threads take neighbouring elements in memory: lanes of a line where its elements lie side by side, else lines. Lane l takes the elements l, l + lanes, … of its line, and what the
/// lanes found is combined in the tree (0, half) (1, half + 1) … through shared memory: an order that depends on the shape alone.
/// </remarks>
internal readonly struct LineThread
{
    /// <summary>The most threads of a group.</summary>
    public const int MostThreads = 512;

    private readonly int _slot;

    public LineThread(Lines lines)
    {
        bool across = lines.IsAcross;
        Lane = across ? Group.IdxY : Group.IdxX;
        Lanes = across ? Group.DimY : Group.DimX;
        int own = across ? Group.IdxX : Group.IdxY, line = (Grid.IdxX * (across ? Group.DimX : Group.DimY)) + own;
        _slot = own * Lanes;

        // The last group may have threads too many. They go along, since all must meet at every barrier, and write nothing.
        Line = line < lines.Number ? line : lines.Number - 1;
        Writes = line < lines.Number ? 1 : 0;
        Start = lines.Start(Line);
        Count = lines.Count(Line);
    }

    /// <summary>The thread's line.</summary>
    public int Line { get; }

    /// <summary>Which of the line's lanes it is.</summary>
    public int Lane { get; }

    /// <summary>How many lanes a line has.</summary>
    public int Lanes { get; }

    /// <summary>Where the line begins.</summary>
    public int Start { get; }

    /// <summary>The elements of the line; at least 1.</summary>
    public int Count { get; }

    /// <summary>1 for a thread that has a line of its own, 0 for one too many.</summary>
    public int Writes { get; }

    /// <summary>Whether the thread writes what is one number for the whole line.</summary>
    public bool WritesOfLine => Writes != 0 && Lane == 0;

    /// <summary>What all lanes of the line found, combined. Every thread of the group calls this at the same time.</summary>
    /// <param name="shared">Room for a number of each thread.</param>
    /// <param name="own">What this lane found; without meaning where it had no element.</param>
    public TLane Meet<TOp, TLane, T>(ArrayView<T> shared, TLane own)
        where TOp : struct, IReductionOp
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        shared[_slot + Lane] = own.Value;
        Group.Barrier();
        for (int half = Lanes / 2; half > 0; half /= 2)
        {
            if (Lane < half && Lane + half < Count)
                shared[_slot + Lane] = TOp.Combine(TLane.Of(shared[_slot + Lane]), TLane.Of(shared[_slot + Lane + half])).Value;
            Group.Barrier();
        }

        TLane result = TLane.Of(shared[_slot]);
        Group.Barrier();
        return result;
    }
}
