namespace Curriculum.Arrays.Kernels;

/// <summary>A function of three elements, written once for every type and vector width.</summary>
internal interface ITernaryOp
{
    /// <summary>What error messages call it.</summary>
    static abstract string Name { get; }

    /// <summary>How many of the three are looked at; fewer in the wrappings of simpler operations.</summary>
    static virtual int Arity => 3;

    static abstract V Apply<V>(V a, V b, V c)
        where V : struct, ILanes<V>;
}
