using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Curriculum.Arrays.Buffers;

namespace Curriculum.Arrays.Kernels;

/// <summary>A pinned, aligned block of the pool for the length of a kernel.</summary>
internal readonly unsafe ref struct Scratch<T>
    where T : unmanaged
{
    private readonly ulong[]? _block;

    public Scratch(long count)
    {
        _block = BufferPool.Shared.Rent(Math.Max(BufferPool.SmallestBlock, count * sizeof(T)));
        Pointer = (T*)((ulong*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_block)) + BufferPool.FirstWord(_block));
    }

    public T* Pointer { get; }

    public void Dispose()
    {
        if (_block is not null)
            BufferPool.Shared.Return(_block);
    }
}
