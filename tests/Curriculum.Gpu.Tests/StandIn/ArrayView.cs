using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ILGPU.Runtime;

namespace ILGPU;

/// <summary>Elements in a device's memory, or in that of a group. Every access is checked.</summary>
internal readonly struct ArrayView<T>(Memory<byte> bytes, AcceleratorStream? stream = null)
    where T : unmanaged
{
    public long Length => Elements.Length;

    public ref T this[int index] => ref Elements[index];

    private Span<T> Elements => MemoryMarshal.Cast<byte, T>(bytes.Span);

    public unsafe ArrayView<T> SubView(long offset, long length) => new(bytes.Slice((int)offset * sizeof(T), (int)length * sizeof(T)), stream);

    public ArrayView<TOther> Cast<TOther>()
        where TOther : unmanaged
        => new(bytes, stream);

    public void CopyFromCPU(ref T source, long count)
    {
        stream!.Synchronize();
        MemoryMarshal.CreateReadOnlySpan(ref source, (int)count).CopyTo(Elements);
    }

    // From memory that does not move.
    public unsafe void CopyFromCPUUnsafeAsync(ref T source, long count)
    {
        nint from = (nint)Unsafe.AsPointer(ref source);
        var target = this;
        stream!.Add(() => new ReadOnlySpan<T>((T*)from, (int)count).CopyTo(target.Elements));
    }

    public void CopyToCPU(ref T target, long count)
    {
        stream!.Synchronize();
        Elements[..(int)count].CopyTo(MemoryMarshal.CreateSpan(ref target, (int)count));
    }
}
