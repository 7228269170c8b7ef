using Curriculum.Arrays;
using Curriculum.Autograd;

namespace Curriculum.Functional;

/// <content>Embedding.</content>
public static partial class F
{
    /// <summary>y = W[indices]: the row of each index, as multiplying a one-hot vector by W would give, without the multiplication.</summary>
    /// <remarks>Indices that occur several times add up in the gradient.</remarks>
    /// <param name="indices">Whole numbers 0 … v − 1, any shape [*].</param>
    /// <param name="weight">W [v, d].</param>
    /// <param name="paddingIndex">An index whose row gets no gradient.</param>
    /// <returns>y [*, d].</returns>
    /// <exception cref="ShapeException">W is no matrix.</exception>
    /// <exception cref="DTypeException">The indices are not whole numbers.</exception>
    public static Tensor Embedding(Tensor indices, Tensor weight, int? paddingIndex = null)
    {
        ArgumentNullException.ThrowIfNull(indices);
        ArgumentNullException.ThrowIfNull(weight);
        if (weight.Rank != 2)
            throw new ShapeException($"Embedding: weight must be a matrix [words, features], got {weight.Shape}.");
        if (indices.DType is not (DType.Int32 or DType.Int64))
            throw new DTypeException($"Embedding: indices must be Int32 or Int64, got {indices.DType}. Use indices.As(DType.Int64).");
        var rows = weight.Take(indices.Data, 0);
        if (paddingIndex is not { } padding)
            return rows;
        var isPadding = indices.Data.EqualTo(padding).ExpandDims(-1).To(rows.Data.Device);
        return Tensor.Where(isPadding, rows.Detach(), rows);
    }
}
