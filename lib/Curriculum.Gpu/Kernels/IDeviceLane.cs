using Curriculum.Arrays.Kernels;

namespace Curriculum.Gpu.Kernels;

/// <summary>One element of an array as a lane: in these terms the library's operations, written once for vectors of the processor, run in a kernel of a device.</summary>
internal interface IDeviceLane<TSelf, T> : ILanes<TSelf>
    where TSelf : struct, IDeviceLane<TSelf, T>
    where T : unmanaged
{
    /// <summary>The element.</summary>
    T Value { get; }

    static abstract TSelf Of(T value);

    /// <summary>Whether elements are whole numbers; a constant for the compiler.</summary>
    static abstract bool IsWhole { get; }

    /// <summary>The element as another type sees it: through <see cref="Number"/> where it is a float, else through <see cref="Whole"/>.</summary>
    double Number { get; }

    /// <summary>The element, which is a whole number.</summary>
    long Whole { get; }

    /// <summary>The element nearest to a number; beyond the range of whole numbers the last of them, and 0 for NaN.</summary>
    static abstract TSelf OfNumber(double number);

    /// <summary>The element nearest to a whole number.</summary>
    static abstract TSelf OfWhole(long whole);
}
