using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Curriculum.Arrays.Buffers;

/// <summary>The memory of one array and of every view of it. Small ones are ordinary managed memory; large ones come from <see cref="BufferPool"/>.</summary>
/// <remarks>
/// The owner is whoever can reach the Storage: a handle, a view, a graph. Nothing counts references; the garbage collector
/// knows when nobody is left, and only then does a pooled block go back. A span does not keep the Storage alive,
/// so memory is reached through <see cref="ReadLease{T}"/> and <see cref="WriteLease{T}"/> only.
/// </remarks>
internal class Storage
{
    private readonly ulong[] _words;
    private readonly int _firstWord;
    private bool _unreachable;

    protected Storage(ulong[] words, int firstWord) => (_words, _firstWord) = (words, firstWord);

    public bool IsReleased { get; private set; }

    /// <summary>Whether somebody outside the library may hold an array on this memory, so that an update of a parameter must not write into it.</summary>
    public bool IsShared { get; private set; }

    /// <summary>Where the memory is.</summary>
    public virtual Device Device => Device.Cpu;

    protected ulong[] Words => _words;

    /// <summary>Memory for so many bytes. Its contents are undefined unless it is to be cleared.</summary>
    public static Storage Allocate(long bytes, bool clear)
    {
        if (bytes >= BufferPool.SmallestBlock)
            return PooledStorage.Rent(bytes, clear);
        int words = (int)((bytes + 7) / 8);
        return new(clear ? new ulong[words] : SmallBlocks.Take(words), 0);
    }

    /// <summary>The elements from an offset on. The caller holds a lease for as long as it uses them.</summary>
    public Span<T> Span<T>(int offset, int count)
        where T : unmanaged
    {
        if (_unreachable)
            throw Unreachable();
        ref byte first = ref Unsafe.As<ulong, byte>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_words), _firstWord));
        return MemoryMarshal.CreateSpan(ref Unsafe.Add(ref Unsafe.As<byte, T>(ref first), offset), count);
    }

    /// <summary>Somebody outside the library gets to see an array on this memory: from now on its numbers stay.</summary>
    public void Share() => IsShared = true;

    /// <summary>Gives the memory back now. Only for temporaries that the library alone owns: every later use throws.</summary>
    public void Release()
    {
        if (IsReleased)
            return;
        IsReleased = true;
        Lock();
        GiveBack();
    }

    /// <summary>Gives the memory to whoever has a use for it. Called once.</summary>
    protected virtual void GiveBack() => SmallBlocks.Give(_words);

    /// <summary>From now on nobody gets to the memory.</summary>
    protected void Lock() => _unreachable = true;

    /// <summary>Why not.</summary>
    private protected virtual Exception Unreachable() => new ReleasedArrayException();
}
