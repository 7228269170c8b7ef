namespace Curriculum.Arrays.Kernels;

/// <summary>A function of one element, written once for every type and vector width.</summary>
internal interface IUnaryOp
{
    /// <summary>What error messages call it.</summary>
    static abstract string Name { get; }

    /// <summary>Whether whole numbers are turned into Float64 first.</summary>
    static virtual bool FloatsOnly => true;

    static abstract V Apply<V>(V x)
        where V : struct, ILanes<V>;
}
