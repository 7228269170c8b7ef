using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;
using Curriculum.Gpu.Kernels;

namespace Curriculum.Gpu;

/// <content>Reductions.</content>
internal sealed partial class GpuKernels
{
    public void Reduce<TOp>(NdArray x, NdArray y, int n, int inner)
        where TOp : struct, IReductionOp
    {
        if (n > 0 && y.Size > 0)
            Run(x.DType, new ReduceCall<TOp>(this, x, y, n, inner));
        else
            Fill(y, typeof(TOp) == typeof(ProductReduction) ? 1 : 0); // only sums and products of nothing get here
    }

    public void ArgExtreme(NdArray x, NdArray y, int n, int inner, bool largest) => Run(x.DType, new ExtremeCall(this, x, y, n, inner, largest));

    public void Cumulate(NdArray x, NdArray y, int n, int inner, bool product)
    {
        if (y.Size == 0)
            return;
        if (product)
            Run(x.DType, new CumulateCall<ProductReduction>(this, x, y, n, inner));
        else
            Run(x.DType, new CumulateCall<SumReduction>(this, x, y, n, inner));
    }

    private readonly struct CumulateCall<TOp>(GpuKernels kernels, NdArray x, NdArray y, int n, int inner) : ILaneCall
        where TOp : struct, IReductionOp
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
            => kernels.Start(y.Size / n, new ReduceKernels.Cumulate<TOp, TLane, T>(Elements<T>(x), Elements<T>(y), n, inner), x, y);
    }

    private readonly struct ReduceCall<TOp>(GpuKernels kernels, NdArray x, NdArray y, int n, int inner) : ILaneCall
        where TOp : struct, IReductionOp
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
        {
            var (current, length, outer) = (x, n, y.Size / inner);
            while (true)
            {
                var lines = Lines.Of(outer, length, inner, kernels.PieceOf(inner));
                var next = lines.Pieces == 1 ? y : NdArray.Uninitialized([outer, lines.Pieces, inner], y.DType, y.Device);
                kernels.Start(kernels.GroupsFor(lines), new ReduceKernels.Along<TOp, TLane, T>(lines, Elements<T>(current), Elements<T>(next)), current, next);
                if (!ReferenceEquals(current, x))
                    current.Release();
                if (lines.Pieces == 1)
                    break;
                (current, length) = (next, lines.Pieces);
            }
        }
    }

    private readonly struct ExtremeCall(GpuKernels kernels, NdArray x, NdArray y, int n, int inner, bool largest) : ILaneCall
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
            => kernels.Start(y.Size, new ReduceKernels.Extreme<TLane, T>(Elements<T>(x), Elements<long>(y), n, inner, largest ? 1 : 0), x, y);
    }
}
