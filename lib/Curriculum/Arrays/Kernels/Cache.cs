using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Curriculum.Arrays.Kernels;

/// <summary>What suits the processor's cache; it changes no result.</summary>
internal static unsafe class Cache
{
    /// <summary>The bytes of a line; also of the widest vector.</summary>
    private const int LineSize = 64;

    /// <summary>The elements of a line: what <see cref="Align"/> may need on top.</summary>
    public static int Line<T>()
        where T : unmanaged
        => LineSize / sizeof(T);

    /// <summary>Where the first whole line begins, so that no vector lies in two lines.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T* Align<T>(T* room)
        where T : unmanaged
        => (T*)(((nuint)room + LineSize - 1) & ~(nuint)(LineSize - 1));

    /// <summary>Asks for a cache line that is read or written soon. Any address will do.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fetch(void* address)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(address);
    }
}
