using Curriculum.Arrays;

namespace Curriculum.Autograd.Operations;

/// <summary>Sums of products by Einstein's convention; a letter for every axis, none twice in one operand.</summary>
internal sealed record Einsum(string[] Groups, string Result) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x) => NdArray.Einsum($"{string.Join(',', Groups)}->{Result}", x);

    // y = Σ x₀·x₁·… is linear in each operand, so its gradient is the same kind of sum: of gy and the other operands, over what this one lacks.
    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy)
    {
        var gx = new Tensor?[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            if (x[i].NeedsGradient)
                gx[i] = Gradient(x, gy, i);
        }

        return gx;
    }

    private Tensor Gradient(Tensor[] x, Tensor gy, int operand)
    {
        var (labels, shape) = (Groups[operand], x[operand].Shape);
        string[] groups = [Result, .. Groups.Where((_, i) => i != operand)];
        string known = string.Concat(labels.Where(letter => groups.Any(group => group.Contains(letter))));
        var gradient = new Einsum(groups, known).Apply([gy, .. x.Where((_, i) => i != operand)]);

        // Back to this operand's axes: those that only it had are equal all along, and those of length 1 were stretched.
        int next = 0;
        int[] apart = [.. labels.Select(letter => known.Contains(letter) ? gradient.Shape[next++] : 1)];
        int[] summed = [.. apart.Select((length, axis) => shape[axis] == 1 ? 1 : length)];
        return gradient.Reshape(apart).SumTo(summed).BroadcastTo(shape);
    }
}
