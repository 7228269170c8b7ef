using Curriculum.Arrays;

namespace Curriculum.Functional.Devices;

/// <summary>Packed sequences on a device. Arrays lie row by row; starts [n + 1] of Int32 are the row with which each sequence begins, and how many rows there are.</summary>
internal interface IPackedKernels
{
    /// <summary>rows [r, heads·d] → heads [n, heads, longest, d], zeros past the end of a sequence.</summary>
    void Spread(NdArray rows, NdArray starts, NdArray heads);

    /// <summary>heads [n, heads, longest, d] → rows [r, heads·d].</summary>
    void Gather(NdArray heads, NdArray starts, NdArray rows);
}
