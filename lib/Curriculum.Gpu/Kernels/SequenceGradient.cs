using ILGPU;

namespace Curriculum.Gpu.Kernels;

/// <summary>The gradient of a state on the way back through a sequence, which comes in parts.</summary>
/// <param name="Outputs">The gradient of the outputs, [t, n, size].</param>
/// <param name="HasOutputs">Whether there is one: 1 or 0.</param>
/// <param name="Through">What flowed back through the weights at the step that was taken back last, [n, size].</param>
/// <param name="HasThrough">Whether there is that: 1 or 0.</param>
/// <param name="Left">What else that step left, [n, size].</param>
internal readonly record struct SequenceGradient<T>(ArrayView<T> Outputs, int HasOutputs, ArrayView<T> Through, int HasThrough, ArrayView<T> Left)
    where T : unmanaged
{
    /// <summary>What came from the steps after, of a row's feature.</summary>
    public TLane Later<TLane>(int index)
        where TLane : struct, IDeviceLane<TLane, T>
        => HasThrough != 0 ? TLane.Of(Left[index]) + TLane.Of(Through[index]) : TLane.Of(Left[index]);

    /// <summary>That and the gradient of the output.</summary>
    public TLane All<TLane>(int index, int at)
        where TLane : struct, IDeviceLane<TLane, T>
        => HasOutputs != 0 ? Later<TLane>(index) + TLane.Of(Outputs[at]) : Later<TLane>(index);

    /// <summary>Leaves something for the step before.</summary>
    public void Leave(int index, T value) => Left[index] = value;
}
