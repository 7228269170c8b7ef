using Curriculum.Arrays;
using Curriculum.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace Curriculum.Gpu;

/// <content>Elements at places that an array of indices names.</content>
internal sealed partial class GpuKernels
{
    public void Take(NdArray x, long[] indices, NdArray y, int n, int inner)
    {
        var at = NdArray.FromSpan<long>(indices).To(device);
        switch (y.DType.ByteSize())
        {
            case 1:
                Take<byte>(x, at, y, n, inner);
                break;
            case 4:
                Take<int>(x, at, y, n, inner);
                break;
            default:
                Take<long>(x, at, y, n, inner);
                break;
        }
    }

    public void AddAt(NdArray x, long[] indices, NdArray updates, int n, int inner) => Run(x.DType, new AddAtCall(this, x, indices, updates, n, inner));

    private void Take<T>(NdArray x, NdArray at, NdArray y, int n, int inner)
        where T : unmanaged
    {
        Load<TakeOf<T>, Action<Index1D, ArrayView<T>, int, ArrayView<long>, ArrayView<T>, int, int, int>>(
            () => Accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<T>, int, ArrayView<long>, ArrayView<T>, int, int, int>(GatherKernels.Take))(
            y.Size, View<T>(x), x.Offset, View<long>(at), View<T>(y), n, inner, at.Size);
        GC.KeepAlive(x);
        GC.KeepAlive(at);
        GC.KeepAlive(y);
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

            var (device, accelerator) = (x.Device, kernels.Accelerator);
            NdArray sequence = NdArray.Of(order).To(device), first = NdArray.Of([.. starts]).To(device), places = NdArray.Of([.. targets]).To(device);
            int outer = x.Size / (n * inner);
            kernels.Load<Of<T>, Action<Index1D, ArrayView<T>, int, ArrayView<int>, ArrayView<int>, ArrayView<int>, int, ArrayView<T>, int, int, int, int>>(
                () => accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<T>, int, ArrayView<int>, ArrayView<int>, ArrayView<int>, int, ArrayView<T>, int, int, int, int>(GatherKernels.AddAt<TLane, T>))(
                outer * targets.Count * inner, View<T>(x), x.Offset, View<int>(sequence), View<int>(first), View<int>(places), targets.Count, View<T>(updates), updates.Offset, n, inner, indices.Length);
            GC.KeepAlive(x);
            GC.KeepAlive(updates);
            GC.KeepAlive(sequence);
            GC.KeepAlive(first);
            GC.KeepAlive(places);
        }

        private sealed class Of<T>;
    }

    private sealed class TakeOf<T>;
}
