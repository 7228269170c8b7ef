using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>Two terms that are summed over each channel at once; the second sum is that of the first term times a factor.</summary>
internal interface IChannelSum
{
    /// <summary>The first term, from an element of the first array and the channel's number p.</summary>
    static abstract V Term<V>(V x, V p)
        where V : struct, ILanes<V>;

    /// <summary>What the first term is multiplied by in the second sum; y is the element of the second array.</summary>
    static abstract V Factor<V>(V term, V y)
        where V : struct, ILanes<V>;
}
