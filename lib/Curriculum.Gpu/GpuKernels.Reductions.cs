using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;
using Curriculum.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace Curriculum.Gpu;

/// <content>Reductions.</content>
internal sealed partial class GpuKernels
{
    /// <summary>The elements that one thread combines.</summary>
    private const int PieceLength = 64;

    public void Reduce<TOp>(NdArray x, NdArray y, int n, int inner)
        where TOp : struct, IReductionOp
    {
        if (y.Size > 0)
            Run(x.DType, new ReduceCall<TOp>(this, x, y, n, inner));
    }

    public void ArgExtreme(NdArray x, NdArray y, int n, int inner, bool largest)
    {
        if (y.Size > 0)
            Run(x.DType, new ExtremeCall(this, x, y, n, inner, largest));
    }

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
        {
            var accelerator = kernels.Accelerator;
            kernels.Load<Of<T>, Action<Index1D, ArrayView<T>, int, ArrayView<T>, int, int>>(
                () => accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<T>, int, ArrayView<T>, int, int>(ReduceKernels.Cumulate<TOp, TLane, T>))(y.Size / n, View<T>(x), x.Offset, View<T>(y), n, inner);
            GC.KeepAlive(x);
            GC.KeepAlive(y);
        }

        private sealed class Of<T>;
    }

    private readonly struct ReduceCall<TOp>(GpuKernels kernels, NdArray x, NdArray y, int n, int inner) : ILaneCall
        where TOp : struct, IReductionOp
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
        {
            if (n == 0)
            {
                // Only sums and products of nothing get here.
                kernels.Fill(y, typeof(TOp) == typeof(ProductReduction) ? 1 : 0);
                return;
            }

            var (current, length, outer) = (x, n, y.Size / inner);
            var accelerator = kernels.Accelerator;
            var launch = kernels.Load<Of<T>, Action<Index1D, ArrayView<T>, int, ArrayView<T>, int, int, int, int>>(
                () => accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<T>, int, ArrayView<T>, int, int, int, int>(ReduceKernels.Along<TOp, TLane, T>));
            while (true)
            {
                int pieces = (length + PieceLength - 1) / PieceLength;
                var next = pieces == 1 ? y : NdArray.Uninitialized([outer, pieces, inner], y.DType, y.Device);
                launch(outer * pieces * inner, View<T>(current), current.Offset, View<T>(next), length, inner, pieces, PieceLength);
                if (!ReferenceEquals(current, x))
                    current.Release();
                if (pieces == 1)
                    break;
                (current, length) = (next, pieces);
            }

            GC.KeepAlive(x);
            GC.KeepAlive(y);
        }

        private sealed class Of<T>;
    }

    private readonly struct ExtremeCall(GpuKernels kernels, NdArray x, NdArray y, int n, int inner, bool largest) : ILaneCall
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
        {
            var accelerator = kernels.Accelerator;
            kernels.Load<Of<T>, Action<Index1D, ArrayView<T>, int, ArrayView<long>, int, int, int>>(
                () => accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<T>, int, ArrayView<long>, int, int, int>(ReduceKernels.Extreme<TLane, T>))(
                y.Size, View<T>(x), x.Offset, View<long>(y), n, inner, largest ? 1 : 0);
            GC.KeepAlive(x);
            GC.KeepAlive(y);
        }

        private sealed class Of<T>;
    }
}
