using System.Numerics;
using System.Runtime.CompilerServices;
using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;
using Curriculum.Autograd;
using Curriculum.Functional.Devices;

namespace Curriculum.Functional.Operations;

/// <summary>Zeros in the shape of images, with each value of g added at its place of its plane: g, places [n, c, oh, ow] → [n, c, h, w].</summary>
internal sealed record PlaceOperation(Shape Image) : SingleOutputOperation
{
    /// <summary>Elements that are worth a thread's while.</summary>
    private const int Grain = 32 * 1024;

    public override NdArray Compute(NdArray[] x)
    {
        var y = NdArray.Uninitialized(Image, x[0].DType, Device.Common("Place", x[0], x[1]));
        if (OnDevice.Holds(y))
            OnDevice.Images("Place", y).Place(x[0].Contiguous(), x[1].Contiguous(), y);
        else if (y.DType == DType.Float32)
            Run<float>(x[0], x[1], y);
        else
            Run<double>(x[0], x[1], y);
        return y;
    }

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [new PickOperation().Apply(gy, x[1]), null];

    private static unsafe void Run<T>(NdArray g, NdArray places, NdArray y)
        where T : unmanaged, INumber<T>
    {
        using var source = g.Read<T>();
        using var place = places.Read<long>();
        using var target = y.Write<T>();
        int planes = y.Shape[0] * y.Shape[1], pixels = y.Shape[2] * y.Shape[3];
        fixed (T* pg = source.Span, py = target.Span)
        {
            fixed (long* pp = place.Span)
                Work.Split(planes, Math.Max(1, Grain / Math.Max(1, pixels)), new PlaceWork<T>(g.Shape[2] * g.Shape[3], pixels, pg, pp, py));
        }
    }

    private readonly unsafe struct PlaceWork<T>(int values, int pixels, T* g, long* places, T* y) : IWork
        where T : unmanaged, INumber<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int start, int end)
        {
            for (int plane = start; plane < end; plane++)
            {
                T* from = g + ((nint)plane * values);
                long* place = places + ((nint)plane * values);
                var target = new Span<T>(y + ((nint)plane * pixels), pixels);
                target.Clear();
                for (int i = 0; i < values; i++)
                    target[checked((int)place[i])] += from[i];
            }
        }
    }
}
