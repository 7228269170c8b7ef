using Curriculum.Arrays;

namespace Curriculum.Autograd.Operations;

// Moving elements about is linear, and each of these is undone, or added up again, by another one of them: its adjoint.
internal sealed record Reshape(Shape To) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x) => x[0].Reshape(To);

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [gy.Reshape(x[0].Shape)];
}

internal sealed record Transpose(int[] Axes) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x) => x[0].Transpose(Axes);

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy)
    {
        int[] inverse = new int[Axes.Length];
        for (int i = 0; i < inverse.Length; i++)
        {
            inverse[Axes[i]] = i;
        }

        return [gy.Transpose(inverse)];
    }
}

internal sealed record BroadcastTo(Shape To) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x) => x[0].BroadcastTo(To);

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [gy.SumTo(x[0].Shape)];
}

internal sealed record SumTo(Shape To) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x) => x[0].SumTo(To);

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [gy.BroadcastTo(x[0].Shape)];
}

internal sealed record Flip(int[] Axes) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x) => x[0].Flip(Axes);

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [gy.Flip(Axes)];
}
