using Curriculum.Arrays.Kernels;
using Curriculum.Functional.Operations;
using ILGPU;

namespace Curriculum.Gpu.Kernels;

/// <summary>Normalisations and their first derivatives. A line is what μ and σ² are taken over.</summary>
internal static class NormaliseKernels
{
    /// <summary>y = gain·(x − μ)·r + shift with r = 1/√(σ² + ε), and for each line μ in two parts (as it came out first, and what that lacks), r and σ².</summary>
    public readonly struct Normalise<TLane, T>(
        Lines lines, NormaliseForm form, ArrayView<T> x, ArrayView<T> gain, ArrayView<T> shift, ArrayView<T> y, ArrayView<T> rough, ArrayView<T> rest, ArrayView<T> scale, ArrayView<T> variance) : IGroupKernel
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        public void Run()
        {
            var shared = SharedMemory.Allocate<T>(LineThread.MostThreads);
            LineThread me = new(lines);
            TLane share = TLane.Create(form.Share), sum = TLane.Create(0), squares = sum;
            for (int k = me.Lane; k < me.Count; k += me.Lanes)
                sum += TLane.Of(x[lines.At(me.Start, k)]);
            TLane mean = me.Meet<SumReduction, TLane, T>(shared, sum) * share;

            // Around the mean, because E[x²] − E[x]² loses every digit when |mean| ≫ σ; and what rounding left of the mean may then be as large as σ, so it is taken off, too.
            sum = TLane.Create(0);
            for (int k = me.Lane; k < me.Count; k += me.Lanes)
            {
                TLane deviation = DeviationSum.Term(TLane.Of(x[lines.At(me.Start, k)]), mean);
                sum += deviation;
                squares = TLane.Fma(deviation, deviation, squares);
            }

            TLane lacks = me.Meet<SumReduction, TLane, T>(shared, sum) * share;
            TLane spread = TLane.Max((me.Meet<SumReduction, TLane, T>(shared, squares) * share) - (lacks * lacks), TLane.Create(0));
            TLane r = TLane.Create(1) / TLane.Sqrt(spread + TLane.Create(form.Epsilon));
            if (me.Writes == 0)
                return;
            for (int k = me.Lane; k < me.Count; k += me.Lanes)
            {
                int at = lines.At(me.Start, k);
                TLane value = TLane.Of(x[at]);
                value = CentreMap.Apply(value, value, mean, lacks, r);
                if (form.Gain != GainPlace.None)
                {
                    int own = form.Gain == GainPlace.OfLine ? me.Line : k;
                    value = AffineMap.Apply(value, value, TLane.Of(gain[own]), form.HasShift != 0 ? TLane.Of(shift[own]) : TLane.Create(0), r);
                }

                y[at] = value.Value;
            }

            if (me.Lane != 0)
                return;
            rough[me.Line] = mean.Value;
            rest[me.Line] = lacks.Value;
            scale[me.Line] = r.Value;
            variance[me.Line] = spread.Value;
        }
    }

    /// <summary>The gradient by x through <see cref="Normalise{TLane, T}"/>, r·(g − mean(g) − x̂·mean(g·x̂)) with g that of y times the gain; where gains are of lines also theirs, Σ g·x̂ and Σ g.</summary>
    public readonly struct Gradient<TLane, T>(
        Lines lines, NormaliseForm form, ArrayView<T> x, ArrayView<T> gain, ArrayView<T> g, ArrayView<T> rough, ArrayView<T> rest, ArrayView<T> scale, ArrayView<T> gx, ArrayView<T> gGain, ArrayView<T> gShift) : IGroupKernel
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        public void Run()
        {
            var shared = SharedMemory.Allocate<T>(LineThread.MostThreads);
            LineThread me = new(lines);
            TLane mean = TLane.Of(rough[me.Line]), lacks = TLane.Of(rest[me.Line]), r = TLane.Of(scale[me.Line]), share = TLane.Create(form.Share), sum = TLane.Create(0), overlap = sum;
            for (int k = me.Lane; k < me.Count; k += me.Lanes)
            {
                int at = lines.At(me.Start, k);
                TLane gradient = TLane.Of(g[at]), xhat = TLane.Of(x[at]);
                if (form.Gain == GainPlace.AlongLine)
                    gradient *= TLane.Of(gain[k]);
                xhat = CentreMap.Apply(xhat, xhat, mean, lacks, r);
                sum += gradient;
                overlap = TLane.Fma(gradient, xhat, overlap);
            }

            sum = me.Meet<SumReduction, TLane, T>(shared, sum);
            overlap = me.Meet<SumReduction, TLane, T>(shared, overlap);
            if (me.Writes == 0)
                return;
            TLane factor = form.Gain == GainPlace.OfLine ? r * TLane.Of(gain[me.Line]) : r;
            for (int k = me.Lane; k < me.Count; k += me.Lanes)
            {
                int at = lines.At(me.Start, k);
                TLane gradient = TLane.Of(g[at]), xhat = TLane.Of(x[at]);
                if (form.Gain == GainPlace.AlongLine)
                    gradient *= TLane.Of(gain[k]);
                xhat = CentreMap.Apply(xhat, xhat, mean, lacks, r);
                gx[at] = CentreGradientMap.Apply(gradient, xhat, sum * share, overlap * share, factor).Value;
            }

            if (me.Lane != 0 || form.Gain != GainPlace.OfLine)
                return;
            gGain[me.Line] = overlap.Value;
            gShift[me.Line] = sum.Value;
        }
    }

    /// <summary>The gradients of gains and shifts that lie along the normalised lines, the rows of x: Σ g·x̂ and Σ g down each column, or each piece of one.</summary>
    public readonly struct GainGradient<TLane, T>(Lines lines, ArrayView<T> x, ArrayView<T> g, ArrayView<T> rough, ArrayView<T> rest, ArrayView<T> scale, ArrayView<T> gGain, ArrayView<T> gShift) : IGroupKernel
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        public void Run()
        {
            var shared = SharedMemory.Allocate<T>(LineThread.MostThreads);
            LineThread me = new(lines);
            TLane sum = TLane.Create(0), overlap = sum;
            for (int k = me.Lane; k < me.Count; k += me.Lanes)
            {
                int at = lines.At(me.Start, k), row = lines.First(me.Line) + k;
                TLane gradient = TLane.Of(g[at]), xhat = TLane.Of(x[at]);
                xhat = CentreMap.Apply(xhat, xhat, TLane.Of(rough[row]), TLane.Of(rest[row]), TLane.Of(scale[row]));
                sum += gradient;
                overlap = TLane.Fma(gradient, xhat, overlap);
            }

            sum = me.Meet<SumReduction, TLane, T>(shared, sum);
            overlap = me.Meet<SumReduction, TLane, T>(shared, overlap);
            if (!me.WritesOfLine)
                return;
            gGain[me.Line] = overlap.Value;
            gShift[me.Line] = sum.Value;
        }
    }

    /// <summary>The gradient through a standardisation: r·(g − mean(g) − x̂·mean(g·x̂)).</summary>
    public readonly struct StandardiseGradient<TLane, T>(Lines lines, double part, ArrayView<T> x, ArrayView<T> scale, ArrayView<T> g, ArrayView<T> gx) : IGroupKernel
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        public void Run()
        {
            var shared = SharedMemory.Allocate<T>(LineThread.MostThreads);
            LineThread me = new(lines);
            TLane share = TLane.Create(part);
            SumAndProduct(lines, me, g, x, shared, out TLane sum, out TLane overlap);
            if (me.Writes == 0)
                return;
            for (int k = me.Lane; k < me.Count; k += me.Lanes)
            {
                int at = lines.At(me.Start, k);
                gx[at] = CentreGradientMap.Apply(TLane.Of(g[at]), TLane.Of(x[at]), sum * share, overlap * share, TLane.Of(scale[me.Line])).Value;
            }
        }
    }

    /// <summary>Σ a and Σ a·b of each line.</summary>
    public readonly struct Sums<TLane, T>(Lines lines, ArrayView<T> a, ArrayView<T> b, ArrayView<T> sums, ArrayView<T> products) : IGroupKernel
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        public void Run()
        {
            var shared = SharedMemory.Allocate<T>(LineThread.MostThreads);
            LineThread me = new(lines);
            SumAndProduct(lines, me, a, b, shared, out TLane sum, out TLane product);
            if (!me.WritesOfLine)
                return;
            sums[me.Line] = sum.Value;
            products[me.Line] = product.Value;
        }
    }

    // Σ a and Σ a·b of a line, known to all of its threads.
    private static void SumAndProduct<TLane, T>(Lines lines, LineThread me, ArrayView<T> a, ArrayView<T> b, ArrayView<T> shared, out TLane sum, out TLane product)
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        sum = product = TLane.Create(0);
        for (int k = me.Lane; k < me.Count; k += me.Lanes)
        {
            int at = lines.At(me.Start, k);
            sum += TLane.Of(a[at]);
            product = TLane.Fma(TLane.Of(a[at]), TLane.Of(b[at]), product);
        }

        sum = me.Meet<SumReduction, TLane, T>(shared, sum);
        product = me.Meet<SumReduction, TLane, T>(shared, product);
    }
}
