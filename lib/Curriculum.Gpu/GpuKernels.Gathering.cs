using Curriculum.Arrays;
using Curriculum.Functional.Devices;
using Curriculum.Gpu.Kernels;

namespace Curriculum.Gpu;

/// <content>Elements at places that an array of indices names.</content>
internal sealed partial class GpuKernels : IPackedKernels
{
    public void Take(NdArray x, long[] indices, NdArray y, int n, int inner)
        => RunOnBits(y.DType, new TakeCall(this, x, NdArray.FromSpan<long>(indices).To(device), y, n, inner));

    public void AddAt(NdArray x, long[] indices, NdArray updates, int n, int inner)
    {
        if (indices.Length > 0)
            Run(x.DType, new AddAtCall(this, x, indices, updates, n, inner));
    }

    public void Spread(NdArray rows, NdArray starts, NdArray heads) => RunOnBits(rows.DType, new SpreadCall(this, rows, starts, heads));

    public void Gather(NdArray heads, NdArray starts, NdArray rows) => RunOnBits(rows.DType, new GatherCall(this, heads, starts, rows));

    private readonly struct SpreadCall(GpuKernels kernels, NdArray rows, NdArray starts, NdArray heads) : IBitsCall
    {
        public void Run<T>()
            where T : unmanaged
            => kernels.Start(
                heads.Size, new GatherKernels.Spread<T>(Elements<T>(rows), Elements<int>(starts), Elements<T>(heads), heads.Shape[1], heads.Shape[2], heads.Shape[3]), rows, starts, heads);
    }

    private readonly struct GatherCall(GpuKernels kernels, NdArray heads, NdArray starts, NdArray rows) : IBitsCall
    {
        public void Run<T>()
            where T : unmanaged
            => kernels.Start(
                heads.Size, new GatherKernels.Gather<T>(Elements<T>(heads), Elements<int>(starts), Elements<T>(rows), heads.Shape[1], heads.Shape[2], heads.Shape[3]), rows, starts, heads);
    }

    private readonly struct TakeCall(GpuKernels kernels, NdArray x, NdArray at, NdArray y, int n, int inner) : IBitsCall
    {
        public void Run<T>()
            where T : unmanaged
            => kernels.Start(y.Size, new GatherKernels.Take<T>(Elements<T>(x), Elements<long>(at), Elements<T>(y), n, inner, at.Size), x, at, y);
    }

    private readonly struct AddAtCall(GpuKernels kernels, NdArray x, long[] indices, NdArray updates, int n, int inner) : ILaneCall
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
        {
            int m = indices.Length, outer = x.Size / (n * inner);
            var plan = AdditionOrder.Of(indices, n);
            var numbers = NdArray.Of(plan.Numbers).To(x.Device);
            var order = Elements<int>(numbers);
            var starts = order.SubView(m, plan.Pieces + 1);
            var firstPieces = order.SubView(m + plan.Pieces + 1, plan.Targets + 1);
            var targets = order.SubView(m + plan.Pieces + plan.Targets + 2, plan.Targets);
            var all = order.SubView(m + plan.Pieces + (2 * plan.Targets) + 2, plan.Pieces);
            if (!plan.HasTwoRounds)
            {
                kernels.Start(outer * plan.Targets * inner, new GatherKernels.AddAt<TLane, T>(Elements<T>(x), order, starts, targets, plan.Targets, Elements<T>(updates), n, inner, m), x, updates, numbers);
                return;
            }

            var sums = NdArray.ZerosBeside(x, [outer, plan.Pieces, inner]);
            kernels.Start(
                sums.Size, new GatherKernels.AddAt<TLane, T>(Elements<T>(sums), order, starts, all, plan.Pieces, Elements<T>(updates), plan.Pieces, inner, m), sums, updates, numbers);
            kernels.Start(
                outer * plan.Targets * inner, new GatherKernels.AddAt<TLane, T>(Elements<T>(x), all, firstPieces, targets, plan.Targets, Elements<T>(sums), n, inner, plan.Pieces), x, sums, numbers);
            sums.Release();
        }
    }
}
