using System.Numerics;
using Curriculum.Arrays;
using ILGPU;
using ILGPU.Runtime;

namespace Curriculum.Gpu.Memory;

/// <summary>Blocks of the device's memory, used again and again: asking the driver for one costs more than most kernels, and waits for all of them.</summary>
/// <remarks>One stream does everything in order, so a block that was given back may be handed out while the last kernel on it still runs.</remarks>
internal sealed class BlockPool(Accelerator accelerator, string device)
{
    private const long SmallestBlock = 256;

    /// <summary>What may go out before the collector is asked which arrays nobody reaches any more: it does not see how large they are.</summary>
    private const long SweepShare = 16;

    private readonly Lock _lock = new();
    private readonly Dictionary<long, Stack<MemoryBuffer1D<byte, Stride1D.Dense>>> _free = [];

    // Every block there is. An array that nobody reaches would otherwise take its block with it: both would be finalised, the block with its memory.
    private readonly HashSet<MemoryBuffer1D<byte, Stride1D.Dense>> _blocks = new(ReferenceEqualityComparer.Instance);

    private long _rentedSinceSweep;

    /// <summary>Bytes in arrays that someone may still reach.</summary>
    public long LiveBytes { get; private set; }

    /// <summary>Bytes in blocks that wait for their next array.</summary>
    public long FreeBytes { get; private set; }

    /// <summary>How many blocks the driver was asked for. A steady program asks for none.</summary>
    public int Allocations { get; private set; }

    /// <summary>A block with room for so many bytes.</summary>
    /// <param name="bytes">How many.</param>
    /// <param name="what">What it is for, should there be no room.</param>
    /// <exception cref="DeviceException">The device has no room left, not even after everything that nobody reaches was given back.</exception>
    public MemoryBuffer1D<byte, Stride1D.Dense> Rent(long bytes, Func<string> what)
    {
        long size = SizeClass(bytes);
        if (TryTake(size) is { } block)
            return block;
        if (Interlocked.Read(ref _rentedSinceSweep) + size > accelerator.MemorySize / SweepShare)
        {
            Sweep();
            if (TryTake(size) is { } freed)
                return freed;
        }

        if (TryAllocate(size) is { } made)
            return made;
        Sweep();
        if (TryTake(size) is { } swept)
            return swept;
        Trim();
        return TryAllocate(size) ?? throw new DeviceException(
            $"{device}: no room for {what()} ({bytes / 1e6:0.#} MB); arrays that are in use hold {LiveBytes / 1e6:0.#} MB of {accelerator.MemorySize / 1e6:0.#} MB. Take smaller batches, or let go of arrays that are no longer needed.");
    }

    /// <summary>Takes a block back. Only its last owner calls this.</summary>
    public void Return(MemoryBuffer1D<byte, Stride1D.Dense> block)
    {
        lock (_lock)
        {
            LiveBytes -= block.Length;
            FreeBytes += block.Length;
            _rentedSinceSweep = Math.Max(0, _rentedSinceSweep - block.Length);
            if (!_free.TryGetValue(block.Length, out var free))
                _free.Add(block.Length, free = new());
            free.Push(block);
        }
    }

    // Steps of a quarter of a power of two: a free block often fits, and at most a quarter is lost.
    private static long SizeClass(long bytes)
    {
        bytes = Math.Max(SmallestBlock, bytes);
        long step = Math.Max(SmallestBlock, 1L << (BitOperations.Log2((ulong)bytes) - 2));
        return (bytes + step - 1) / step * step;
    }

    private static void Sweep()
    {
        GC.Collect(2, GCCollectionMode.Forced, blocking: true);
        GC.WaitForPendingFinalizers();
    }

    private MemoryBuffer1D<byte, Stride1D.Dense>? TryTake(long size)
    {
        lock (_lock)
        {
            if (!_free.TryGetValue(size, out var free) || !free.TryPop(out var block))
                return null;
            FreeBytes -= size;
            CountOut(size);
            return block;
        }
    }

    private MemoryBuffer1D<byte, Stride1D.Dense>? TryAllocate(long size)
    {
        try
        {
            var block = accelerator.Allocate1D<byte>(size);
            lock (_lock)
            {
                Allocations++;
                _blocks.Add(block);
                CountOut(size);
            }

            return block;
        }
        catch (AcceleratorException)
        {
            // Out of memory is what the caller asks about; what else may be wrong shows at the next launch.
            return null;
        }
    }

    // Gives every free block back to the driver.
    private void Trim()
    {
        accelerator.Synchronize();
        lock (_lock)
        {
            foreach (var block in _free.Values.SelectMany(blocks => blocks))
            {
                _blocks.Remove(block);
                block.Dispose();
            }

            _free.Clear();
            FreeBytes = 0;
        }
    }

    private void CountOut(long size)
    {
        LiveBytes += size;
        _rentedSinceSweep += size;
    }
}
