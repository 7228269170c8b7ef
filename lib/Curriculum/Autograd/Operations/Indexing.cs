using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Autograd.Operations;

/// <summary>A part of x.</summary>
internal sealed record PartOf(Slice[] Index) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x) => x[0][Index];

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [new PartInto(Index, x[0].Shape).Apply(gy)];
}

/// <summary>Zeros of a shape, with x added into one part: what an index reads twice adds up.</summary>
internal sealed record PartInto(Slice[] Index, Shape Whole) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x)
    {
        var y = NdArray.ZerosBeside(x[0], Whole);
        if (Array.Exists(Index, slice => slice.Kind == SliceKind.Array))
            y.AddAt(x[0], Index);
        else
            y[Index] = x[0];
        return y;
    }

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [new PartOf(Index).Apply(gy)];
}

/// <summary>The entries of x at given places of an axis; inputs x and the indices.</summary>
internal sealed record Take(int Axis) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x) => x[0].Take(x[1], Axis);

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [new TakeAdjoint(Axis, x[0].Shape).Apply(gy, x[1]), null];
}

/// <summary>Zeros of a shape, with x added in at given places of an axis; inputs x and the indices.</summary>
internal sealed record TakeAdjoint(int Axis, Shape Whole) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x)
    {
        var y = NdArray.ZerosBeside(x[0], Whole);
        Gathering.AddAt(y, x[1], x[0], Axis);
        return y;
    }

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [gy.Take(x[1], Axis), null];
}

/// <summary>One entry of x for every index along an axis; inputs x and the indices.</summary>
internal sealed record TakeAlongAxis(int Axis) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x) => x[0].TakeAlongAxis(x[1], Axis);

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [new TakeAlongAxisAdjoint(Axis, x[0].Shape).Apply(gy, x[1]), null];
}

/// <summary>Zeros of a shape, with every element of x added in at its index along an axis; inputs x and the indices.</summary>
internal sealed record TakeAlongAxisAdjoint(int Axis, Shape Whole) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x) => NdArray.ZerosBeside(x[0], Whole).ScatterAddAlongAxis(x[1], x[0], Axis);

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [gy.TakeAlongAxis(x[1], Axis), null];
}
