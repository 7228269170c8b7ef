using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ILGPU.Runtime;

namespace ILGPU;

/// <summary>Elements in a device's memory, or in that of a group. Every access is checked: that it lies there, and that it begins where a device can read an element of its size.</summary>
internal readonly struct ArrayView<T>(Memory<byte> bytes, AcceleratorStream? stream = null, int start = 0)
    where T : unmanaged
{
    public long Length => Elements.Length;

    public ref T this[int index] => ref Elements[index];

    private Span<T> Elements => MemoryMarshal.Cast<byte, T>(bytes.Span);

    public ArrayView<T> SubView(long offset) => SubView(offset, Length - offset);

    public unsafe ArrayView<T> SubView(long offset, long length) => new(bytes.Slice((int)offset * sizeof(T), (int)length * sizeof(T)), stream, start + ((int)offset * sizeof(T)));

    public unsafe ArrayView<TOther> Cast<TOther>()
        where TOther : unmanaged
        => start % sizeof(TOther) == 0 ? new(bytes, stream, start) : throw new InvalidOperationException($"Elements of {sizeof(TOther)} bytes cannot begin at byte {start}.");

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
