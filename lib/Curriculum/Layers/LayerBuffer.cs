using Curriculum.Arrays;

namespace Curriculum.Layers;

/// <summary>Numbers that a layer remembers from pass to pass without learning them by gradient, such as the running mean of <see cref="BatchNorm"/>.</summary>
/// <remarks>The one thing in a layer that changes, and only a training pass (or loading a checkpoint) changes it.</remarks>
public sealed class LayerBuffer
{
    /// <summary>A buffer that starts with <paramref name="value"/>.</summary>
    public LayerBuffer(NdArray value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Value = value;
    }

    /// <summary>The present numbers. They are replaced, never overwritten: a value read before stays as it was.</summary>
    public NdArray Value { get; internal set; }
}
