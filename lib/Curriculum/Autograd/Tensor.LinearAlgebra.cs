using Curriculum.Arrays;

namespace Curriculum.Autograd;

// Products of matrices and vectors.
public sealed partial class Tensor
{
    /// <summary>The matrix product over the last two axes, by NumPy's matmul rules: the axes before broadcast, a vector loses its axis again.</summary>
    /// <param name="b">[…, k, n] or [k].</param>
    /// <param name="transposeA">Whether to swap this one's last two axes first (nothing is copied).</param>
    /// <param name="transposeB">Whether to swap b's last two axes first.</param>
    /// <returns>[…, m, n] from […, m, k] and […, k, n].</returns>
    /// <exception cref="ShapeException">The inner sizes differ, or an operand is a single number.</exception>
    public Tensor MatMul(Tensor b, bool transposeA = false, bool transposeB = false)
    {
        var (left, right) = Meet(this, NotNull(b));
        if (left.Rank == 2 && right.Rank == 2)
            return new Operations.MatMul(transposeA, transposeB).Apply(left, right);

        var shape = Shape.MatMul(left.Shape, right.Shape, transposeA, transposeB);
        if (left.Rank == 1)
            (left, transposeA) = (left.ExpandDims(0), false);
        if (right.Rank == 1)
            (right, transposeB) = (right.ExpandDims(-1), false);
        // One large product in place of many small ones, and a weight's gradient that needs no adding up over the batch.
        if (right.Rank == 2 && left.Rank > 2 && !transposeA)
            left = left.Reshape(-1, left.Shape[^1]);
        return new Operations.MatMul(transposeA, transposeB).Apply(left, right).Reshape(shape);
    }

    /// <summary>The product of two vectors, or of matrices as <see cref="MatMul"/>.</summary>
    /// <param name="b">As for <see cref="MatMul"/>.</param>
    /// <returns>A single number for two vectors [k].</returns>
    public Tensor Dot(Tensor b) => MatMul(b);
}
