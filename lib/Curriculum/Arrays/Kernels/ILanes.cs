namespace Curriculum.Arrays.Kernels;

/// <summary>A handful of elements that are worked on at once. An operation is written once in these terms and runs at every vector width with the same bits.</summary>
/// <remarks>Every member is exact or correctly rounded by IEEE 754, so the width of the vectors cannot show in a result.</remarks>
internal interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>The number of elements.</summary>
    static abstract int Count { get; }

    /// <summary>Whether the elements are double; a constant for the compiler.</summary>
    static abstract bool IsDouble { get; }

    static abstract TSelf Create(double value);

    /// <summary>The value with these bits: the first for 32-bit elements, the second for 64-bit ones.</summary>
    static abstract TSelf FromBits(uint bits32, ulong bits64);

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator *(TSelf a, TSelf b);

    static abstract TSelf operator /(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a);

    static abstract TSelf operator &(TSelf a, TSelf b);

    static abstract TSelf operator |(TSelf a, TSelf b);

    static abstract TSelf operator ^(TSelf a, TSelf b);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract TSelf Fma(TSelf a, TSelf b, TSelf c);

    static abstract TSelf Sqrt(TSelf a);

    static abstract TSelf Abs(TSelf a);

    /// <summary>The larger one; NaN if either is NaN.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>The smaller one; NaN if either is NaN.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>The larger one; x where it is NaN. The limit is no NaN.</summary>
    static abstract TSelf AtLeast(TSelf limit, TSelf x);

    /// <summary>The smaller one; x where it is NaN. The limit is no NaN.</summary>
    static abstract TSelf AtMost(TSelf limit, TSelf x);

    /// <summary>a·2ⁿ, rounded once, for a near 1 and a whole n for which half of it is among the exponents of normal numbers.</summary>
    static abstract TSelf Scale(TSelf a, TSelf n);

    static abstract TSelf Floor(TSelf a);

    static abstract TSelf Ceiling(TSelf a);

    /// <summary>The nearest whole number, the even one of two.</summary>
    static abstract TSelf Round(TSelf a);

    /// <summary>All bits of a lane set where the relation holds.</summary>
    static abstract TSelf IsGreater(TSelf a, TSelf b);

    static abstract TSelf IsGreaterOrEqual(TSelf a, TSelf b);

    static abstract TSelf IsEqual(TSelf a, TSelf b);

    /// <summary>Lanes of a where the mask is set, of b elsewhere.</summary>
    static abstract TSelf Select(TSelf mask, TSelf a, TSelf b);

    /// <summary>Whether any lane of a mask is set.</summary>
    static abstract bool Any(TSelf mask);

    /// <summary>The bits moved towards the exponent.</summary>
    static abstract TSelf ShiftLeft(TSelf a, int count32, int count64);

    /// <summary>The bits moved away from the exponent, zeros following.</summary>
    static abstract TSelf ShiftRight(TSelf a, int count32, int count64);

    /// <summary>For sine and cosine: n (modulo 4) and r = x − n·π/2 of angles so far out that π/2 in three parts has too few digits.</summary>
    static virtual void ReduceFar(TSelf x, TSelf far, ref TSelf n, ref TSelf r) => LargeAngles.Reduce(x, far, ref n, ref r);

    /// <summary>One bit a lane: whether the mask is set.</summary>
    static abstract ulong Bits(TSelf mask);
}

/// <summary>Lanes that come from memory and go back to it.</summary>
internal unsafe interface ILanes<TSelf, T> : ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf, T>
    where T : unmanaged
{
    static abstract TSelf Load(T* source);

    static abstract TSelf Broadcast(T value);

    static abstract void Store(TSelf a, T* target);

    /// <summary>Lanes of a where the byte of the same number is not 0, of b elsewhere: bits are moved, never computed with.</summary>
    static abstract TSelf Select(byte* condition, TSelf a, TSelf b);
}
