namespace Curriculum.Arrays.Kernels;

/// <summary>A way to combine many elements into one.</summary>
internal interface IReductionOp
{
    /// <summary>What error messages call it.</summary>
    static abstract string Name { get; }

    /// <summary>Whether there is a result for no elements at all.</summary>
    static abstract bool AllowsEmpty { get; }

    /// <summary>Whether the result is the same in whatever order elements are combined; a constant for the compiler.</summary>
    static abstract bool AllowsAnyOrder { get; }

    /// <summary>The value that changes nothing.</summary>
    static abstract T Identity<T>()
        where T : unmanaged, System.Numerics.INumber<T>, System.Numerics.IMinMaxValue<T>;

    static abstract V Combine<V>(V a, V b)
        where V : struct, ILanes<V>;
}
