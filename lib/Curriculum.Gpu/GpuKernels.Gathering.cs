using Curriculum.Arrays;
using Curriculum.Gpu.Kernels;

namespace Curriculum.Gpu;

/// <content>Elements at places that an array of indices names.</content>
internal sealed partial class GpuKernels
{
    public void Take(NdArray x, long[] indices, NdArray y, int n, int inner)
        => RunOnBits(y.DType, new TakeCall(this, x, NdArray.FromSpan<long>(indices).To(device), y, n, inner));

    public void AddAt(NdArray x, long[] indices, NdArray updates, int n, int inner)
    {
        if (indices.Length > 0)
            Run(x.DType, new AddAtCall(this, x, indices, updates, n, inner));
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
            // Updates of one place stand side by side, in their order: one thread adds them, and no two threads meet.
            int[] order = [.. Enumerable.Range(0, indices.Length)];
            long[] sorted = [.. indices];
            Array.Sort(sorted, order, Comparer<long>.Default);
            var (targets, starts) = (new List<int>(), new List<int>());
            for (int i = 0; i < sorted.Length; i++)
            {
                if (i > 0 && sorted[i] == sorted[i - 1])
                    continue;
                targets.Add((int)sorted[i]);
                starts.Add(i);
            }

            starts.Add(sorted.Length);
            for (int i = 0; i < targets.Count; i++)
                Array.Sort(order, starts[i], starts[i + 1] - starts[i]);

            NdArray sequence = NdArray.Of(order).To(x.Device), first = NdArray.Of([.. starts]).To(x.Device), places = NdArray.Of([.. targets]).To(x.Device);
            kernels.Start(
                x.Size / n * targets.Count,
                new GatherKernels.AddAt<TLane, T>(
                    Elements<T>(x), Elements<int>(sequence), Elements<int>(first), Elements<int>(places), targets.Count, Elements<T>(updates), n, inner, indices.Length),
                x, updates, sequence, first, places);
        }
    }
}
