using System.Runtime.InteropServices;

namespace ILGPU;

/// <summary>Elements in a device's memory. Every access is checked.</summary>
internal readonly struct ArrayView<T>(Memory<byte> bytes)
    where T : unmanaged
{
    public long Length => Elements.Length;

    public ref T this[int index] => ref Elements[index];

    private Span<T> Elements => MemoryMarshal.Cast<byte, T>(bytes.Span);

    public unsafe ArrayView<T> SubView(long offset, long length) => new(bytes.Slice((int)offset * sizeof(T), (int)length * sizeof(T)));

    public ArrayView<TOther> Cast<TOther>()
        where TOther : unmanaged
        => new(bytes);

    public void CopyFromCPU(ref T source, long count) => MemoryMarshal.CreateReadOnlySpan(ref source, (int)count).CopyTo(Elements);

    public void CopyToCPU(ref T target, long count) => Elements[..(int)count].CopyTo(MemoryMarshal.CreateSpan(ref target, (int)count));
}
