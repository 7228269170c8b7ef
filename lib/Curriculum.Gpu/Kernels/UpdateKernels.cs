using Curriculum.Optimizers;
using ILGPU;

namespace Curriculum.Gpu.Kernels;

/// <summary>The step of an optimizer.</summary>
internal static class UpdateKernels
{
    /// <summary>Moves one weight by the rule, and what is remembered about it. What an optimizer does not remember is the weight itself again, which is written last.</summary>
    public readonly struct Update<TRule, TLane, T>(TRule rule, double weightDecay, int remembered, ArrayView<T> w, ArrayView<T> g, ArrayView<T> a, ArrayView<T> b, ArrayView<T> c) : IKernel
        where TRule : struct, IUpdateRule
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        public void Run(int i)
        {
            TLane old = TLane.Of(w[i]), gradient = TLane.Of(g[i]), x = TLane.Of(a[i]), y = TLane.Of(b[i]), z = TLane.Of(c[i]);
            if (weightDecay != 0)
                gradient += TLane.Create(weightDecay) * old;
            TLane moved = rule.Step(old, gradient, ref x, ref y, ref z);
            if (remembered > 0)
                a[i] = x.Value;
            if (remembered > 1)
                b[i] = y.Value;
            if (remembered > 2)
                c[i] = z.Value;
            w[i] = moved.Value;
        }
    }
}
