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
            left = left.Reshape(left.Shape.SizeOf(0, left.Rank - 1), left.Shape[^1]);
        return new Operations.MatMul(transposeA, transposeB).Apply(left, right).Reshape(shape);
    }

    /// <summary>The product of two vectors, or of matrices as <see cref="MatMul"/>.</summary>
    /// <param name="b">As for <see cref="MatMul"/>.</param>
    /// <returns>A single number for two vectors [k].</returns>
    public Tensor Dot(Tensor b) => MatMul(b);

    /// <summary>All products of an element of this tensor and one of b, both flattened: yᵢⱼ = aᵢ·bⱼ.</summary>
    /// <param name="b">Any shape.</param>
    /// <returns>[this one's size, b's size].</returns>
    public Tensor Outer(Tensor b) => Flatten().ExpandDims(1) * NotNull(b).Flatten();

    /// <summary>Sums of products by Einstein's convention, as <see cref="NdArray.Einsum"/>: <c>Tensor.Einsum("bhqd,bhkd->bhqk", q, k)</c>.</summary>
    /// <param name="formula">A letter for every axis of every operand, then an arrow and the axes of the result; letters missing there are summed over.</param>
    /// <param name="operands">One tensor for each group of letters.</param>
    /// <returns>The axes named behind the arrow.</returns>
    /// <exception cref="ShapeException">Letters and axes do not match, or a letter has two lengths.</exception>
    public static Tensor Einsum(string formula, params Tensor[] operands)
    {
        ArgumentNullException.ThrowIfNull(formula);
        ArgumentNullException.ThrowIfNull(operands);
        var (labels, output) = Arrays.Kernels.Einsum.Parse(formula, Array.ConvertAll(operands, x => x.Rank));
        var inputs = Alike(operands).ToList();
        var letters = labels.ToList();
        string unused = Arrays.Kernels.Einsum.Unused(formula + string.Concat(labels));
        for (int i = 0; i < labels.Length; i++)
        {
            // A letter twice means the diagonal. Its second axis gets a letter of its own, and an identity matrix picks where both are equal.
            while (letters[i].GroupBy(letter => letter).FirstOrDefault(group => group.Count() > 1)?.Key is { } twice)
            {
                if (letters[i].Length != operands[i].Rank || unused.Length == 0)
                    break;
                int second = letters[i].LastIndexOf(twice), length = operands[i].Shape[second], first = operands[i].Shape[letters[i].IndexOf(twice)];
                if (first != length)
                    throw new ShapeException($"Einsum: a letter that occurs twice in \"{formula}\" must name axes of equal length, got {first} and {length}.");
                letters[i] = letters[i].Remove(second, 1).Insert(second, unused[..1]);
                letters.Add($"{twice}{unused[0]}");
                inputs.Add(Wrap(NdArray.Eye(length, dtype: inputs[i].DType).To(inputs[i].Data.Device)));
                unused = unused[1..];
            }
        }

        return new Operations.Einsum([.. letters], output).Apply([.. inputs]);
    }
}
