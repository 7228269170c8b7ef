using System.Diagnostics.CodeAnalysis;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Arrays.Buffers;

/// <summary>A block of the pool. Its finalizer gives the block back, so the block is recycled when nothing can reach it any more, never earlier.</summary>
internal sealed class PooledStorage : Storage
{
    /// <summary>Words that a thread clears at a time.</summary>
    private const int ClearedWords = 64 * 1024;

    private PooledStorage(ulong[] block, int firstWord)
        : base(block, firstWord)
    {
    }

    ~PooledStorage() => BufferPool.Shared.Return(Words);

    public static PooledStorage Rent(long bytes, bool clear)
    {
        ulong[] block = BufferPool.Shared.Rent(bytes);
        var storage = new PooledStorage(block, BufferPool.FirstWord(block));
        if (clear)
        {
            Work.Split((block.Length + ClearedWords - 1) / ClearedWords, 1, new ClearWork(block));
            GC.KeepAlive(storage);
        }

        return storage;
    }

    [SuppressMessage("Usage", "CA1816", Justification = "Release is this type's Dispose; users of arrays are not asked to dispose anything.")]
    protected override void GiveBack()
    {
        GC.SuppressFinalize(this);
        BufferPool.Shared.Return(Words);
    }

    private readonly struct ClearWork(ulong[] block) : IWork
    {
        public void Run(int start, int end) => block.AsSpan((start * ClearedWords)..(int)Math.Min(block.Length, (long)end * ClearedWords)).Clear();
    }
}
