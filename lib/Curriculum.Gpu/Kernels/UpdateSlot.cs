using ILGPU;

namespace Curriculum.Gpu.Kernels;

/// <summary>One parameter that an optimizer moves.</summary>
/// <param name="Weights">The weights.</param>
/// <param name="Gradient">Their gradient.</param>
/// <param name="First">What is remembered first; where there is no such thing, the weights again.</param>
/// <param name="Second">What is remembered second, likewise.</param>
/// <param name="Third">What is remembered third, likewise.</param>
/// <param name="Start">Which position of a start is the parameter's first.</param>
internal readonly record struct UpdateSlot<T>(ArrayView<T> Weights, ArrayView<T> Gradient, ArrayView<T> First, ArrayView<T> Second, ArrayView<T> Third, int Start)
    where T : unmanaged;
