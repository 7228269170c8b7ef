using Curriculum.Arrays.Kernels;

namespace Curriculum.Arrays;

/// <content>Products of vectors and matrices.</content>
public sealed partial class NdArray
{
    /// <summary>The matrix product [*, m, k] × [*, k, n] → [*, m, n]. Batch axes broadcast; a vector is a row on the left, a column on the right, and loses that axis again.</summary>
    /// <param name="b">The right factor.</param>
    /// <param name="transposeA">Whether this array's last two axes are swapped first, without a copy.</param>
    /// <param name="transposeB">Whether the last two axes of b are swapped first, without a copy.</param>
    /// <exception cref="ShapeException">The inner lengths differ, an operand has no axis, or the batch axes do not broadcast.</exception>
    public NdArray MatMul(NdArray b, bool transposeA = false, bool transposeB = false) => MatrixProduct.Multiply(this, b, transposeA, transposeB);

    /// <summary>NumPy's dot: Σ aᵢ·bᵢ of two vectors, the matrix product of two matrices, the plain product if one is a single number.
    /// In general the sum over the last axis of a and the last but one of b: [*a, k] · [*b, k, n] → [*a, *b, n].</summary>
    /// <exception cref="ShapeException">The lengths summed over differ.</exception>
    public NdArray Dot(NdArray b)
    {
        if (Rank == 0 || b.Rank == 0)
            return this * b;
        if (Rank <= 2 && b.Rank <= 2)
            return MatMul(b);
        var rows = Reshape(Shape.SizeOf(0, Rank - 1), Shape[^1]);
        if (b.Rank <= 2)
            return rows.MatMul(b).Reshape([.. Shape.ToArray()[..^1], .. b.Shape.ToArray()[1..]]).AsOwner();
        var columns = b.MoveAxis(-2, 0);
        var product = rows.MatMul(columns.Reshape(columns.Shape[0], columns.Shape.SizeOf(1, columns.Rank)));
        return product.Reshape([.. Shape.ToArray()[..^1], .. columns.Shape.ToArray()[1..]]).AsOwner();
    }

    /// <summary>All products of an element of a and one of b: yᵢⱼ = aᵢ·bⱼ, of the flattened arrays.</summary>
    public NdArray Outer(NdArray b) => Ravel().ExpandDims(1) * b.Ravel();

    /// <summary>Sums of products by Einstein's convention: <c>Einsum("ij,jk->ik", a, b)</c> is the matrix product. A letter names an axis; letters missing on the right are summed over.</summary>
    /// <remarks>"..." stands for any further axes, which broadcast. Without an arrow the letters that occur once remain, in alphabetical order.</remarks>
    /// <exception cref="ShapeException">Letters and axes do not match, or a letter has two lengths.</exception>
    public static NdArray Einsum(string formula, params NdArray[] operands)
    {
        ArgumentNullException.ThrowIfNull(formula);
        ArgumentNullException.ThrowIfNull(operands);
        return Kernels.Einsum.Run(formula, operands);
    }

    /// <summary>How many elements lie between neighbours along an axis.</summary>
    internal int Stride(int axis) => _strides[axis < 0 ? axis + Rank : axis];
}
