using Curriculum.Arrays.Kernels;
using ILGPU;

namespace Curriculum.Gpu.Kernels;

/// <summary>Softmax and what is made of it, line by line.</summary>
internal static class RowKernels
{
    /// <summary>y = eˣ / Σ eˣ of each line, or its logarithm x − log Σ eˣ. The largest element is taken off first.</summary>
    public readonly struct Softmax<TLane, T>(Lines lines, ArrayView<T> x, ArrayView<T> y, int logarithm) : IGroupKernel
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        public void Run()
        {
            var shared = SharedMemory.Allocate<T>(LineThread.MostThreads);
            LineThread me = new(lines);
            Normalise<TLane, T>(lines, me, x, y, logarithm, shared);
        }
    }

    /// <summary>The gradient through <see cref="Softmax{TLane, T}"/>, of which y is the result: y·(g − Σ g·y), or of its logarithm: g − eʸ·Σ g.</summary>
    public readonly struct SoftmaxGradient<TLane, T>(Lines lines, ArrayView<T> y, ArrayView<T> g, ArrayView<T> gx, int logarithm) : IGroupKernel
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        public void Run()
        {
            var shared = SharedMemory.Allocate<T>(LineThread.MostThreads);
            LineThread me = new(lines);
            TLane sum = TLane.Create(0);
            for (int k = me.Lane; k < me.Count; k += me.Lanes)
            {
                int at = lines.At(me.Start, k);
                sum += logarithm != 0 ? TLane.Of(g[at]) : TLane.Of(g[at]) * TLane.Of(y[at]);
            }

            sum = me.Meet<SumReduction, TLane, T>(shared, sum);
            if (me.Writes == 0)
                return;
            for (int k = me.Lane; k < me.Count; k += me.Lanes)
            {
                int at = lines.At(me.Start, k);
                TLane value = TLane.Of(y[at]), gradient = TLane.Of(g[at]);
                gx[at] = (logarithm != 0 ? gradient - (LaneMath.Exp(value) * sum) : value * (gradient - sum)).Value;
            }
        }
    }

    /// <summary>Softmax of the lines of scale·x, where what is blocked counts as a score of its own: the weights of attention.</summary>
    public readonly struct MaskedSoftmax<TLane, T>(Lines lines, ArrayView<T> x, double scale, Strided<byte> blocked, int blocks, double blockedScore, ArrayView<T> y) : IGroupKernel
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        public void Run()
        {
            var shared = SharedMemory.Allocate<T>(LineThread.MostThreads);
            LineThread me = new(lines);
            if (me.Writes != 0)
            {
                for (int k = me.Lane; k < me.Count; k += me.Lanes)
                {
                    int at = lines.At(me.Start, k);
                    y[at] = (blocks != 0 && blocked[at] != 0 ? TLane.Create(blockedScore) : TLane.Of(x[at]) * TLane.Create(scale)).Value;
                }
            }

            // Each lane reads again what it has written itself, and threads too many go through the last line without a use for it.
            Normalise<TLane, T>(lines, me, y, y, 0, shared);
        }
    }

    /// <summary>The gradient through <see cref="MaskedSoftmax{TLane, T}"/>, of which y is the result: scale·y·(g − Σ g·y), and 0 where it is blocked.</summary>
    public readonly struct MaskedSoftmaxGradient<TLane, T>(Lines lines, ArrayView<T> y, ArrayView<T> g, double scale, Strided<byte> blocked, int blocks, ArrayView<T> gx) : IGroupKernel
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        public void Run()
        {
            var shared = SharedMemory.Allocate<T>(LineThread.MostThreads);
            LineThread me = new(lines);
            TLane sum = TLane.Create(0);
            for (int k = me.Lane; k < me.Count; k += me.Lanes)
            {
                int at = lines.At(me.Start, k);
                sum += TLane.Of(g[at]) * TLane.Of(y[at]);
            }

            sum = me.Meet<SumReduction, TLane, T>(shared, sum);
            if (me.Writes == 0)
                return;
            for (int k = me.Lane; k < me.Count; k += me.Lanes)
            {
                int at = lines.At(me.Start, k);
                gx[at] = blocks != 0 && blocked[at] != 0 ? default : (TLane.Of(y[at]) * (TLane.Of(g[at]) - sum) * TLane.Create(scale)).Value;
            }
        }
    }

    /// <summary>log Σ eˣ of each row of scores x [n, c], and that minus the score at the label, which is 0 where the label is the ignored one.</summary>
    public readonly struct CrossEntropy<TLane, T>(Lines lines, ArrayView<T> x, ArrayView<long> labels, int ignores, long ignored, ArrayView<T> losses, ArrayView<T> logSums) : IGroupKernel
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        public void Run()
        {
            var shared = SharedMemory.Allocate<T>(LineThread.MostThreads);
            LineThread me = new(lines);
            TLane max = Largest<TLane, T>(lines, me, x, shared), log = LaneMath.Log(SumOfExponentials<TLane, T>(lines, me, x, max, shared));
            if (!me.WritesOfLine)
                return;
            long label = labels[me.Line];
            bool counts = ignores == 0 || label != ignored;
            TLane atLabel = TLane.Of(x[lines.At(me.Start, counts ? (int)label : 0)]);

            // Times 0 and not 0 itself: what is no number stays none.
            losses[me.Line] = ((log - (atLabel - max)) * TLane.Create(counts ? 1 : 0)).Value;
            logSums[me.Line] = (log + max).Value;
        }
    }

    /// <summary>p·a − one-hot(label)·b for each row, with p = exp(x − log Σ eˣ): one thread for each score. a and b may be the same number for all rows.</summary>
    public readonly struct CrossEntropyGradient<TLane, T>(
        ArrayView<T> x, ArrayView<long> labels, ArrayView<T> logSums, ArrayView<T> a, int stepA, ArrayView<T> b, int stepB, ArrayView<T> y, int classes) : IKernel
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        public void Run(int i)
        {
            int row = i / classes;
            TLane value = LaneMath.Exp(TLane.Of(x[i]) - TLane.Of(logSums[row])) * TLane.Of(a[row * stepA]);
            y[i] = (i % classes == (int)labels[row] ? value - TLane.Of(b[row * stepB]) : value).Value;
        }
    }

    private static void Normalise<TLane, T>(Lines lines, LineThread me, ArrayView<T> x, ArrayView<T> y, int logarithm, ArrayView<T> shared)
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        TLane max = Largest<TLane, T>(lines, me, x, shared), sum = SumOfExponentials<TLane, T>(lines, me, x, max, shared), log = LaneMath.Log(sum);
        if (me.Writes == 0)
            return;
        for (int k = me.Lane; k < me.Count; k += me.Lanes)
        {
            int at = lines.At(me.Start, k);
            TLane centred = TLane.Of(x[at]) - max;
            y[at] = (logarithm != 0 ? centred - log : LaneMath.Exp(centred) / sum).Value;
        }
    }

    private static TLane Largest<TLane, T>(Lines lines, LineThread me, ArrayView<T> x, ArrayView<T> shared)
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        TLane max = TLane.Of(x[lines.At(me.Start, me.Lane < me.Count ? me.Lane : 0)]);
        for (int k = me.Lane + me.Lanes; k < me.Count; k += me.Lanes)
            max = TLane.Max(max, TLane.Of(x[lines.At(me.Start, k)]));
        return me.Meet<MaxReduction, TLane, T>(shared, max);
    }

    private static TLane SumOfExponentials<TLane, T>(Lines lines, LineThread me, ArrayView<T> x, TLane max, ArrayView<T> shared)
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        TLane sum = TLane.Create(0);
        for (int k = me.Lane; k < me.Count; k += me.Lanes)
            sum += LaneMath.Exp(TLane.Of(x[lines.At(me.Start, k)]) - max);
        return me.Meet<SumReduction, TLane, T>(shared, sum);
    }
}
