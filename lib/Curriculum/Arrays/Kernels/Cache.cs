using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Curriculum.Arrays.Kernels;

/// <summary>Hints to the processor's cache. They change no result, and any address will do.</summary>
internal static unsafe class Cache
{
    /// <summary>Asks for a cache line that is read or written soon.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fetch(void* address)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(address);
    }
}
