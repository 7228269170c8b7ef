using Curriculum.Arrays;
using Curriculum.Autograd;

namespace Curriculum.Layers;

/// <summary>Keys and values as the heads of a <see cref="MultiHeadAttention"/> see them: projected once, looked at as often as wanted (a KV cache).</summary>
/// <param name="Keys">k·W_k [n, heads, s, d].</param>
/// <param name="Values">v·W_v [n, heads, s, d].</param>
public sealed record AttentionMemory(Tensor Keys, Tensor Values)
{
    /// <summary>How many positions are remembered, s.</summary>
    public int Length => Keys.Shape[2];

    /// <summary>This memory with further positions behind it.</summary>
    /// <param name="later">The memory of the further positions, [n, heads, ·, d].</param>
    public AttentionMemory Append(AttentionMemory later)
    {
        ArgumentNullException.ThrowIfNull(later);
        return new(Tensor.Concatenate(2, Keys, later.Keys), Tensor.Concatenate(2, Values, later.Values));
    }

    /// <summary>The memory of some sequences of the batch, in a new order.</summary>
    /// <param name="rows">Which sequences, [m] of 0 … n − 1; one may occur several times.</param>
    public AttentionMemory Take(NdArray rows) => new(Keys.Take(rows), Values.Take(rows));
}
