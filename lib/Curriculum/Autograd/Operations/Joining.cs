using Curriculum.Arrays;

namespace Curriculum.Autograd.Operations;

internal sealed record Concatenate(int Axis) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x) => NdArray.Concatenate(Axis, x);

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy)
    {
        var gx = new Tensor?[x.Length];
        int start = 0;
        for (int i = 0; i < x.Length; i++)
        {
            int length = x[i].Shape[Axis];
            if (x[i].NeedsGradient)
                gx[i] = gy.Narrow(Axis, start, length);
            start += length;
        }

        return gx;
    }
}

/// <summary>Consecutive pieces of an axis: several outputs, whose gradients are joined again.</summary>
internal sealed record Split(int Axis, int[] Lengths) : Operation
{
    public override NdArray[] Forward(NdArray[] x)
    {
        var pieces = new NdArray[Lengths.Length];
        int start = 0;
        for (int i = 0; i < pieces.Length; i++)
        {
            pieces[i] = x[0].Narrow(Axis, start, Lengths[i]);
            start += Lengths[i];
        }

        return pieces;
    }

    public override Tensor?[] Backward(Tensor[] x, Tensor[] y, Tensor?[] gy)
    {
        var pieces = new Tensor[gy.Length];
        for (int i = 0; i < pieces.Length; i++)
        {
            pieces[i] = gy[i] ?? Tensor.Wrap(NdArray.ZerosLike(y[i].Data));
        }

        return [Tensor.Concatenate(Axis, pieces)];
    }
}

/// <summary>A constant frame around x: [before, after] for every axis.</summary>
internal sealed record Pad((int Before, int After)[] Widths, double Value) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x) => x[0].Pad(Widths, Value);

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy)
    {
        var inside = new Slice[Widths.Length];
        for (int axis = 0; axis < inside.Length; axis++)
        {
            int before = Widths[axis].Before;
            inside[axis] = before..(before + x[0].Shape[axis]);
        }

        return [gy[inside]];
    }
}

internal static class Indexes
{
    /// <summary>The index of a range of one axis.</summary>
    public static Slice[] Narrow(int rank, int axis, int start, int length)
    {
        var index = new Slice[rank];
        Array.Fill(index, Slice.All);
        index[axis] = start..(start + length);
        return index;
    }
}
