using Curriculum.Arrays.Kernels;
using ILGPU;

namespace Curriculum.Gpu.Kernels;

/// <summary>Elements combined along an axis, in an order that depends on the shape alone.</summary>
internal static class ReduceKernels
{
    /// <summary>y = x₀ ∘ x₁ ∘ … for each line, or each piece of one.</summary>
    public readonly struct Along<TOp, TLane, T>(Lines lines, ArrayView<T> x, ArrayView<T> y) : IGroupKernel
        where TOp : struct, IReductionOp
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        public void Run()
        {
            var shared = SharedMemory.Allocate<T>(LineThread.MostThreads);
            LineThread me = new(lines);
            TLane sum = TLane.Of(x[lines.At(me.Start, me.Lane < me.Count ? me.Lane : 0)]);
            for (int k = me.Lane + me.Lanes; k < me.Count; k += me.Lanes)
                sum = TOp.Combine(sum, TLane.Of(x[lines.At(me.Start, k)]));
            sum = me.Meet<TOp, TLane, T>(shared, sum);
            if (me.WritesOfLine)
                y[me.Line] = sum.Value;
        }
    }

    /// <summary>y[o, k, j] = x[o, 0, j] ∘ … ∘ x[o, k, j]: one thread for each line.</summary>
    public readonly struct Cumulate<TOp, TLane, T>(ArrayView<T> x, ArrayView<T> y, int n, int inner) : IKernel
        where TOp : struct, IReductionOp
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        public void Run(int i)
        {
            int place = (i / inner * n * inner) + (i % inner);
            TLane sum = TLane.Of(x[place]);
            y[place] = sum.Value;
            for (int k = 1; k < n; k++)
            {
                place += inner;
                sum = TOp.Combine(sum, TLane.Of(x[place]));
                y[place] = sum.Value;
            }
        }
    }

    /// <summary>x [outer, n, inner] → the index of the largest (or smallest) element; the first of equal ones, and of NaN.</summary>
    public readonly struct Extreme<TLane, T>(ArrayView<T> x, ArrayView<long> y, int n, int inner, int largest) : IKernel
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        public void Run(int i)
        {
            int place = (i / inner * n * inner) + (i % inner), best = 0;
            TLane extreme = TLane.Of(x[place]);
            for (int k = 1; k < n; k++)
            {
                TLane value = TLane.Of(x[place + (k * inner)]);
                bool isNumber = TLane.Any(TLane.IsEqual(value, value)), hasNumber = TLane.Any(TLane.IsEqual(extreme, extreme));
                bool better = largest != 0 ? TLane.Any(TLane.IsGreater(value, extreme)) : TLane.Any(TLane.IsGreater(extreme, value));
                if (hasNumber && (better || !isNumber))
                {
                    extreme = value;
                    best = k;
                }
            }

            y[i] = best;
        }
    }
}
