using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>A nonlinearity whose slope can be told from its value.</summary>
internal interface INonlinearity
{
    static abstract V Value<V>(V z)
        where V : struct, ILanes<V>;

    /// <summary>g times the slope where the nonlinearity has this value.</summary>
    static abstract V Backward<V>(V value, V g)
        where V : struct, ILanes<V>;
}
