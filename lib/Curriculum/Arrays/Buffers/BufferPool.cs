using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Curriculum.Arrays.Buffers;

/// <summary>Large blocks of memory, used again and again: a new block of 8 MB costs the system ten times what the work on it costs.</summary>
/// <remarks>
/// Blocks are pinned and start at a multiple of 4,096 bytes, so that no vector crosses a cache line, and so that a store to one array never has the last twelve bits of its address in
/// common with a load from a little further on in another, which processors take for a load that has to wait for the store. When no free block fits and
/// many bytes went out since the last sweep, the pool asks the garbage collector which of them nobody can reach any more.
/// A program that runs the same step again and again therefore settles at a fixed amount of memory.
/// </remarks>
internal sealed class BufferPool
{
    /// <summary>Smaller requests are ordinary managed memory: there the collector itself is the better pool.</summary>
    public const int SmallestBlock = 64 * 1024;

    /// <summary>The pool of the process.</summary>
    public static readonly BufferPool Shared = new();

    private const int Alignment = 4096;

    // Half of a usual last-level cache: what a loop of temporaries cycles through stays in it.
    private const long FirstThreshold = 16L << 20;
    private const long SmallestCap = 128L << 20;
    private const long LargeRequest = 1L << 30;
    private static readonly long AvailableBytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    private readonly Lock _lock = new();
    private readonly Dictionary<int, FreeBlocks> _free = [];
    private long _freeBytes, _liveBytes, _peakLiveBytes, _rentedSinceSweep, _liveAtFullSweep;
    private long _threshold = FirstThreshold;
    private long _uses;
    private int _sweeping;

    /// <summary>Bytes in blocks that someone may still reach.</summary>
    public long LiveBytes => Interlocked.Read(ref _liveBytes);

    /// <summary>Bytes in blocks that wait for their next user.</summary>
    public long FreeBytes => Interlocked.Read(ref _freeBytes);

    /// <summary>How many blocks the pool has taken from the system so far. A steady program takes none.</summary>
    public int Allocations { get; private set; }

    /// <summary>The word of a block at which its aligned part begins. Blocks are pinned, so it never changes.</summary>
    public static unsafe int FirstWord(ulong[] block)
    {
        nint address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(block));
        return (int)((Alignment - (address % Alignment)) % Alignment / sizeof(ulong));
    }

    /// <summary>A block with room for so many bytes from its aligned start on.</summary>
    /// <exception cref="InsufficientMemoryException">The machine has not that much memory left.</exception>
    public ulong[] Rent(long bytes)
    {
        int words = BlockWords(bytes);
        if (TryTake(words, out ulong[]? block))
            return block;
        if (Interlocked.Read(ref _rentedSinceSweep) + (words * 8L) > _threshold && Interlocked.Exchange(ref _sweeping, 1) == 0)
        {
            Sweep();
            Volatile.Write(ref _sweeping, 0);
            if (TryTake(words, out block))
                return block;
        }

        return Allocate(words);
    }

    /// <summary>Takes a block back. Only its last owner calls this.</summary>
    public void Return(ulong[] block)
    {
        long bytes = block.Length * 8L;
        lock (_lock)
        {
            _liveBytes -= bytes;
            _rentedSinceSweep = Math.Max(0, _rentedSinceSweep - bytes);

            // Beyond what was ever in use at once, a free block is of no use: leave it to the collector. Sizes that nobody has asked for in a while go first.
            long cap = Math.Max(SmallestCap, _peakLiveBytes - _liveBytes);
            while (_freeBytes + bytes > cap && TryForgetOldest(block.Length))
            {
            }

            if (_freeBytes + bytes > cap)
                return;
            _freeBytes += bytes;
            ref FreeBlocks? free = ref CollectionsMarshal.GetValueRefOrAddDefault(_free, block.Length, out _);
            (free ??= new()).Blocks.Push(block);
            free.LastUse = ++_uses;
        }
    }

    /// <summary>Sizes in steps of an eighth to a quarter of a power of two, so that a free block often fits and at most a quarter is lost.</summary>
    private static int BlockWords(long bytes)
    {
        long step = 1L << Math.Max(0, BitOperations.Log2((ulong)bytes) - 2);
        long rounded = (((bytes + step - 1) / step * step) + Alignment + 7) / 8;
        return rounded <= Array.MaxLength ? (int)rounded : throw TooMuch(bytes);
    }

    private static InsufficientMemoryException TooMuch(long bytes, Exception? cause = null)
        => new($"NdArray: {bytes / 1e9:0.0} GB more asked for than there is room ({AvailableBytes / 1e9:0.0} GB for the whole process). Work in smaller pieces, or in Float32.", cause);

    private bool TryTake(int words, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ulong[]? block)
    {
        lock (_lock)
        {
            block = null;
            if (!_free.TryGetValue(words, out var free) || !free.Blocks.TryPop(out block))
                return false;
            free.LastUse = ++_uses;
            _freeBytes -= words * 8L;
            CountOut(words * 8L);
            return true;
        }
    }

    // Lets go of a block of the size that has waited longest, unless that is the size that is needed now.
    private bool TryForgetOldest(int words)
    {
        var (oldest, least) = (0, long.MaxValue);
        foreach (var (size, free) in _free)
        {
            if (free.Blocks.Count > 0 && free.LastUse < least)
                (oldest, least) = (size, free.LastUse);
        }

        if (oldest == 0 || oldest == words)
            return false;
        _free[oldest].Blocks.Pop();
        _freeBytes -= oldest * 8L;
        return true;
    }

    private ulong[] Allocate(int words)
    {
        MakeRoom(words * 8L);
        ulong[] block;
        try
        {
            block = GC.AllocateUninitializedArray<ulong>(words, pinned: true);
        }
        catch (OutOfMemoryException e)
        {
            throw TooMuch(words * 8L, e);
        }

        lock (_lock)
        {
            Allocations++;
            CountOut(words * 8L);
        }

        return block;
    }

    /// <summary>Refuses what the machine cannot hold: the system would grant it now and end the process when the memory is first used.</summary>
    private void MakeRoom(long bytes)
    {
        long room = AvailableBytes - (AvailableBytes / 8);
        if (LiveBytes + FreeBytes + bytes <= room && bytes < LargeRequest)
            return;
        lock (_lock)
        {
            _free.Clear();
            _freeBytes = 0;
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        if (LiveBytes + bytes > room || bytes > AvailableBytes - GC.GetGCMemoryInfo().MemoryLoadBytes)
            throw TooMuch(bytes);
    }

    private void CountOut(long bytes)
    {
        _liveBytes += bytes;
        _rentedSinceSweep += bytes;
        _peakLiveBytes = Math.Max(_peakLiveBytes, _liveBytes);
    }

    /// <summary>Collects the young generations, where the arrays of the last steps are; the old one only when memory has doubled since the last time.</summary>
    private void Sweep()
    {
        long before = LiveBytes;
        bool full = before > 2 * Math.Max(_liveAtFullSweep, FirstThreshold);
        GC.Collect(full ? 2 : 1, GCCollectionMode.Forced, blocking: true);
        GC.WaitForPendingFinalizers();
        lock (_lock)
        {
            _rentedSinceSweep = 0;
            if (full)
                _liveAtFullSweep = _liveBytes;

            // Little came back: the program holds what it asked for. Ask half as often.
            if (before - _liveBytes < _threshold / 4)
                _threshold *= 2;
            _peakLiveBytes = Math.Max(_liveBytes, _peakLiveBytes - (_peakLiveBytes / 8));
        }
    }

    /// <summary>Free blocks of one size, and when one was last taken or given back.</summary>
    private sealed class FreeBlocks
    {
        public Stack<ulong[]> Blocks { get; } = new();

        public long LastUse { get; set; }
    }
}
