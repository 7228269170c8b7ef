namespace Curriculum.Arrays.Kernels;

/// <summary>A function of two elements, written once for every type and vector width.</summary>
internal interface IBinaryOp
{
    /// <summary>What error messages call it.</summary>
    static abstract string Name { get; }

    /// <summary>Whether whole numbers are turned into Float64 first.</summary>
    static virtual bool FloatsOnly => false;

    static abstract V Apply<V>(V a, V b)
        where V : struct, ILanes<V>;
}
