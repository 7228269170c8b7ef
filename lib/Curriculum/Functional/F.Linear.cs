using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional.Operations;

namespace Curriculum.Functional;

/// <content>The affine map.</content>
public static partial class F
{
    /// <summary>y = x · W + b.</summary>
    /// <param name="x">x [*, d].</param>
    /// <param name="weight">W [d, h].</param>
    /// <param name="bias">b [h], or null for none.</param>
    /// <returns>y [*, h].</returns>
    /// <exception cref="ShapeException">W is not [d, h] or b is not [h].</exception>
    public static Tensor Linear(Tensor x, Tensor weight, Tensor? bias = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(weight);
        if (weight.Rank != 2)
            throw new ShapeException($"Linear: weight must be a matrix [inputs, outputs], got {weight.Shape}.");
        if (x.Rank == 0 || x.Shape[^1] != weight.Shape[0])
        {
            throw new ShapeException($"Linear: the last axis of x must be {weight.Shape[0]} (weight is {weight.Shape}, [inputs, outputs]), got x {x.Shape}."
                + (x.Rank > 0 && x.Shape[^1] == weight.Shape[1] ? " Is weight transposed? PyTorch keeps [outputs, inputs]." : ""));
        }

        if (bias is not null && (bias.Rank != 1 || bias.Shape[0] != weight.Shape[1]))
            throw new ShapeException($"Linear: bias must be [{weight.Shape[1]}] (the outputs of weight {weight.Shape}), got {bias.Shape}.");

        // Rows of all leading axes together: one matrix product instead of many small ones.
        var rows = x.Rank == 2 ? x : x.Reshape(x.Shape.SizeOf(0, x.Rank - 1), weight.Shape[0]);
        var y = bias is null ? rows.MatMul(weight) : new LinearOperation().Apply(rows, weight, bias);
        return x.Rank == 2 ? y : y.Reshape([.. x.Shape.Take(x.Rank - 1), weight.Shape[1]]);
    }
}
