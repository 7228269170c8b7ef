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

    public static void Run<T, TRule>(TRule rule, double weightDecay, NdArray weight, NdArray gradient, params ReadOnlySpan<NdArray> remembered)
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
                Work.Split(weight.Size, Grain, new SweepWork<T, TRule>(rule, T.CreateTruncating(weightDecay), remembered.Length, pw, pg, pa, pb, pc));
        }
    }

    private readonly unsafe struct SweepWork<T, TRule>(TRule rule, T weightDecay, int remembered, T* w, T* g, T* a, T* b, T* c) : IWork
        where T : unmanaged, INumber<T>
        where TRule : struct, IUpdateRule<T>
    {
        public void Run(int start, int end)
        {
            int count = end - start;
            Sweep(rule, weightDecay, remembered, new(w + start, count), new(g + start, count), new(a + start, count), new(b + start, count), new(c + start, count));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sweep<T, TRule>(TRule rule, T weightDecay, int remembered, Span<T> w, ReadOnlySpan<T> g, Span<T> a, Span<T> b, Span<T> c)
        where T : unmanaged, INumber<T>
        where TRule : struct, IUpdateRule<T>
    {
        int vectors = w.Length / Vector<T>.Count;
        var ws = MemoryMarshal.Cast<T, Vector<T>>(w)[..vectors];
        var gs = MemoryMarshal.Cast<T, Vector<T>>(g)[..vectors];
        var xs = MemoryMarshal.Cast<T, Vector<T>>(a)[..vectors];
        var ys = MemoryMarshal.Cast<T, Vector<T>>(b)[..vectors];
        var zs = MemoryMarshal.Cast<T, Vector<T>>(c)[..vectors];
        bool decays = weightDecay != T.Zero;
        var decay = new Vector<T>(weightDecay);
        for (int i = 0; i < ws.Length; i++)
        {
            var (x, y, z) = (xs[i], ys[i], zs[i]);
            var old = ws[i];
            ws[i] = rule.Step(old, decays ? gs[i] + (decay * old) : gs[i], ref x, ref y, ref z);
            if (remembered > 0)
                xs[i] = x;
            if (remembered > 1)
                ys[i] = y;
            if (remembered > 2)
                zs[i] = z;
        }

        int done = vectors * Vector<T>.Count;
        if (done < w.Length)
            Rest(rule, weightDecay, remembered, w[done..], g[done..], a[done..], b[done..], c[done..]);
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
