using System.Numerics;
using System.Runtime.CompilerServices;
using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;
using Curriculum.Optimizers.Devices;

namespace Curriculum.Optimizers;

/// <summary>One pass over a parameter: weights, gradients and up to three remembered arrays are read, moved by a rule and written back.</summary>
internal static class UpdateKernel
{
    /// <summary>Elements a thread takes at a time.</summary>
    private const int Grain = 64 * 1024;

    /// <summary>Moves a parameter. Every other step begins at its end, where the last one has left the cache: what lies there need not come from memory.</summary>
    public static void Run<TRule>(TRule rule, long step, double weightDecay, NdArray weight, NdArray gradient, params ReadOnlySpan<NdArray> remembered)
        where TRule : struct, IUpdateRule
    {
        if (weight.Device.Kernels is IUpdateKernels kernels)
            kernels.Update(rule, weightDecay, weight, gradient.Contiguous(), remembered);
        else if (weight.DType == DType.Float32)
            Run<float, TRule>(rule, step, weightDecay, weight, gradient, remembered);
        else
            Run<double, TRule>(rule, step, weightDecay, weight, gradient, remembered);
    }

    private static unsafe void Run<T, TRule>(TRule rule, long step, double weightDecay, NdArray weight, NdArray gradient, ReadOnlySpan<NdArray> remembered)
        where T : unmanaged, INumber<T>
        where TRule : struct, IUpdateRule
    {
        using var w = weight.Write<T>();
        using var g = gradient.Read<T>();
        using var a = (remembered.Length > 0 ? remembered[0] : weight).Write<T>();
        using var b = (remembered.Length > 1 ? remembered[1] : weight).Write<T>();
        using var c = (remembered.Length > 2 ? remembered[2] : weight).Write<T>();
        fixed (T* pw = w.Span, pg = g.Span, pa = a.Span, pb = b.Span, pc = c.Span)
            Work.Split<SweepWork<T, TRule>, T>((weight.Size + Grain - 1) / Grain, 1, new SweepWork<T, TRule>(rule, step % 2 == 0, weight.Size, weightDecay, remembered.Length, pw, pg, pa, pb, pc));
    }

    private readonly unsafe struct SweepWork<T, TRule>(TRule rule, bool fromEnd, int size, double weightDecay, int remembered, T* w, T* g, T* a, T* b, T* c) : IVectorWork<T>
        where T : unmanaged
        where TRule : struct, IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<V>(int start, int end)
            where V : struct, ILanes<V, T>
        {
            int chunks = (size + Grain - 1) / Grain;
            for (int i = start; i < end; i++)
            {
                int chunk = fromEnd ? chunks - 1 - i : i, first = chunk * Grain, count = (int)Math.Min(size - first, (long)Grain), whole = count - (count % V.Count);
                Sweep<V>(w + first, g + first, a + first, b + first, c + first, whole);
                if (whole < count)
                    Rest<V>(first + whole, count - whole);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Sweep<V>(T* pw, T* pg, T* pa, T* pb, T* pc, nint count)
            where V : struct, ILanes<V, T>
        {
            var moved = rule;
            bool decays = weightDecay != 0;
            V decay = V.Create(weightDecay);
            for (nint i = 0; i < count; i += V.Count)
            {
                V old = V.Load(pw + i), gradient = V.Load(pg + i), x = V.Load(pa + i), y = V.Load(pb + i), z = V.Load(pc + i);
                V.Store(moved.Step(old, decays ? gradient + (decay * old) : gradient, ref x, ref y, ref z), pw + i);
                if (remembered > 0)
                    V.Store(x, pa + i);
                if (remembered > 1)
                    V.Store(y, pb + i);
                if (remembered > 2)
                    V.Store(z, pc + i);
            }
        }

        // The last few elements, in vectors of their own that are filled up with zeros.
        private void Rest<V>(int first, int count)
            where V : struct, ILanes<V, T>
        {
            T* padded = stackalloc T[5 * V.Count];
            new Span<T>(padded, 5 * V.Count).Clear();
            T** parts = stackalloc T*[] { w + first, g + first, a + first, b + first, c + first };
            for (int part = 0; part < 5; part++)
                new ReadOnlySpan<T>(parts[part], count).CopyTo(new Span<T>(padded + (part * V.Count), count));
            Sweep<V>(padded, padded + V.Count, padded + (2 * V.Count), padded + (3 * V.Count), padded + (4 * V.Count), V.Count);
            for (int part = 0; part < 2 + remembered; part++)
            {
                if (part != 1)
                    new ReadOnlySpan<T>(padded + (part * V.Count), count).CopyTo(new Span<T>(parts[part], count));
            }
        }
    }
}
