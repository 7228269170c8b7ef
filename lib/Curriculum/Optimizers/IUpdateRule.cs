using Curriculum.Arrays.Kernels;

namespace Curriculum.Optimizers;

/// <summary>How an optimizer moves a few weights at once. No element depends on another, so the bits do not depend on the width of the vector.</summary>
/// <remarks>A rule holds numbers alone, and what starts a kernel of a device can see it (so it is not private): it is given to the kernel by value.</remarks>
internal interface IUpdateRule
{
    /// <summary>The new weights from the present ones and their gradient; a, b and c are what is remembered, in the order in which the optimizer names it.</summary>
    V Step<V>(V w, V g, ref V a, ref V b, ref V c)
        where V : struct, ILanes<V>;
}
