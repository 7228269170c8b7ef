using System.Runtime.CompilerServices;
using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Optimizers;

/// <summary>The step that <see cref="Adam"/> and <see cref="AdamW"/> share.</summary>
internal static class AdamKernel
{
    /// <summary>Both forms as one: w ← w − rate·m / (√v·root + ε).</summary>
    public static AdamSettings Settings(OptimizerForm form, double rate, double beta1, double beta2, double epsilon, long step)
    {
        double mean = 1 - WholePower.Of(beta1, step), square = Math.Sqrt(1 - WholePower.Of(beta2, step));
        return form == OptimizerForm.Textbook
            ? new(rate * square / mean, 1, epsilon, 1 - beta1, 1 - beta2)
            : new(rate / mean, 1 / square, epsilon, 1 - beta1, 1 - beta2);
    }

    public static void Run(AdamSettings s, bool amsGrad, double shrink, double weightDecay, NdArray weight, NdArray gradient, OptimizerState state)
    {
        if (amsGrad)
            UpdateKernel.Run<LargestRule>(new(s, 1 - shrink), state.Steps, weightDecay, weight, gradient, state.ForUpdate("m"), state.ForUpdate("v"), state.ForUpdate("vmax"));
        else
            UpdateKernel.Run<Rule>(new(s, 1 - shrink), state.Steps, weightDecay, weight, gradient, state.ForUpdate("m"), state.ForUpdate("v"));
    }

    internal readonly struct Rule(AdamSettings s, double keep) : IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Step<V>(V w, V g, ref V m, ref V v, ref V c)
            where V : struct, ILanes<V>
        {
            m += (g - m) * V.Create(s.Fresh1);
            v += ((g * g) - v) * V.Create(s.Fresh2);
            return (w * V.Create(keep)) - (m * V.Create(s.Rate) / ((V.Sqrt(v) * V.Create(s.Root)) + V.Create(s.Epsilon)));
        }
    }

    internal readonly struct LargestRule(AdamSettings s, double keep) : IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Step<V>(V w, V g, ref V m, ref V v, ref V largest)
            where V : struct, ILanes<V>
        {
            m += (g - m) * V.Create(s.Fresh1);
            v += ((g * g) - v) * V.Create(s.Fresh2);
            largest = V.Max(largest, v);
            return (w * V.Create(keep)) - (m * V.Create(s.Rate) / ((V.Sqrt(largest) * V.Create(s.Root)) + V.Create(s.Epsilon)));
        }
    }
}
