using Curriculum.Arrays;

namespace Curriculum.Functional.Devices;

/// <summary>Softmax along any axis, and its logarithm.</summary>
internal static class SoftmaxOnDevice
{
    /// <summary>y of scores x.</summary>
    public static NdArray Forward(NdArray x, int axis, bool logarithm)
    {
        var y = NdArray.Uninitialized(x.Shape, x.DType, x.Device);
        var (n, inner) = Along(x, axis);
        OnDevice.Rows("Softmax", x).Softmax(x.Contiguous(), y, n, inner, logarithm);
        return y;
    }

    /// <summary>The gradient of the scores.</summary>
    public static NdArray Backward(NdArray y, NdArray g, int axis, bool logarithm)
    {
        var gx = NdArray.Uninitialized(y.Shape, y.DType, y.Device);
        var (n, inner) = Along(y, axis);
        OnDevice.Rows("Softmax", y).SoftmaxGradient(y.Contiguous(), g.Contiguous(), gx, n, inner, logarithm);
        return gx;
    }

    private static (int Length, int Inner) Along(NdArray x, int axis)
    {
        int place = x.Shape.Axis("Softmax", axis);
        return (x.Shape[place], x.Shape.SizeOf(place + 1, x.Rank));
    }
}
