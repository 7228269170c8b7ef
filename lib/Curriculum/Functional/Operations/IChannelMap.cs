using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>An element of the result from elements of two arrays and up to three numbers of their channel.</summary>
internal interface IChannelMap
{
    static abstract V Apply<V>(V x, V y, V p, V q, V s)
        where V : struct, ILanes<V>;
}
