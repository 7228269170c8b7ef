using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Optimizers;

/// <summary>One pass over a parameter: weights, gradients and up to three remembered arrays are read, moved by a rule and written back.</summary>
internal static class UpdateKernel
{
    /// <summary>Elements a thread takes at a time.</summary>
    private const int Grain = 64 * 1024;

    /// <summary>Moves a parameter. Every other step begins at its end, where the last one has left the cache: what lies there need not come from memory.</summary>
    public static void Run<T, TRule>(TRule rule, long step, double weightDecay, NdArray weight, NdArray gradient, params ReadOnlySpan<NdArray> remembered)
        where T : unmanaged, INumber<T>
        where TRule : struct, IUpdateRule<T>
    {
        using var w = weight.Write<T>();
        using var g = gradient.Read<T>();
        using var a = (remembered.Length > 0 ? remembered[0] : weight).Write<T>();
        using var b = (remembered.Length > 1 ? remembered[1] : weight).Write<T>();
        using var c = (remembered.Length > 2 ? remembered[2] : weight).Write<T>();
        unsafe
        {
            fixed (T* pw = w.Span, pg = g.Span, pa = a.Span, pb = b.Span, pc = c.Span)
                Work.Split((weight.Size + Grain - 1) / Grain, 1, new SweepWork<T, TRule>(rule, step % 2 == 0, weight.Size, T.CreateTruncating(weightDecay), remembered.Length, pw, pg, pa, pb, pc));
        }
    }

    private readonly unsafe struct SweepWork<T, TRule>(TRule rule, bool fromEnd, int size, T weightDecay, int remembered, T* w, T* g, T* a, T* b, T* c) : IWork
        where T : unmanaged, INumber<T>
        where TRule : struct, IUpdateRule<T>
    {
        public void Run(int start, int end)
        {
            int chunks = (size + Grain - 1) / Grain;
            for (int i = start; i < end; i++)
            {
                int chunk = fromEnd ? chunks - 1 - i : i;
                Sweep(chunk * Grain, (int)Math.Min(size, (chunk + 1L) * Grain));
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Sweep(int start, int end)
        {
            nint last = end - ((end - start) % Vector<T>.Count);
            bool decays = weightDecay != T.Zero;
            var decay = new Vector<T>(weightDecay);
            for (nint i = start; i < last; i += Vector<T>.Count)
            {
                Vector<T> old = Vector.Load(w + i), gradient = Vector.Load(g + i), x = Vector.Load(a + i), y = Vector.Load(b + i), z = Vector.Load(c + i);
                Vector.Store(rule.Step(old, decays ? gradient + (decay * old) : gradient, ref x, ref y, ref z), w + i);
                if (remembered > 0)
                    Vector.Store(x, a + i);
                if (remembered > 1)
                    Vector.Store(y, b + i);
                if (remembered > 2)
                    Vector.Store(z, c + i);
            }

            int rest = (int)(end - last);
            if (rest > 0)
                Rest(rule, weightDecay, remembered, new(w + last, rest), new(g + last, rest), new(a + last, rest), new(b + last, rest), new(c + last, rest));
        }
    }

    // The last few elements, in vectors of their own that are filled up with zeros.
    private static void Rest<T, TRule>(TRule rule, T weightDecay, int remembered, Span<T> w, ReadOnlySpan<T> g, Span<T> a, Span<T> b, Span<T> c)
        where T : unmanaged, INumber<T>
        where TRule : struct, IUpdateRule<T>
    {
        Span<T> padded = stackalloc T[5 * Vector<T>.Count];
        padded.Clear();
        var parts = MemoryMarshal.Cast<T, Vector<T>>(padded);
        w.CopyTo(padded);
        g.CopyTo(padded[Vector<T>.Count..]);
        a.CopyTo(padded[(2 * Vector<T>.Count)..]);
        b.CopyTo(padded[(3 * Vector<T>.Count)..]);
        c.CopyTo(padded[(4 * Vector<T>.Count)..]);
        var gradient = weightDecay == T.Zero ? parts[1] : parts[1] + (new Vector<T>(weightDecay) * parts[0]);
        parts[0] = rule.Step(parts[0], gradient, ref parts[2], ref parts[3], ref parts[4]);
        padded[..w.Length].CopyTo(w);
        if (remembered > 0)
            padded.Slice(2 * Vector<T>.Count, w.Length).CopyTo(a);
        if (remembered > 1)
            padded.Slice(3 * Vector<T>.Count, w.Length).CopyTo(b);
        if (remembered > 2)
            padded.Slice(4 * Vector<T>.Count, w.Length).CopyTo(c);
    }
}
