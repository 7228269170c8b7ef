using System.Numerics;
using Curriculum.Arrays;

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

    public static void Run<T>(AdamSettings s, bool amsGrad, double shrink, double weightDecay, NdArray weight, NdArray gradient, OptimizerState state)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var rule = new Rule<T>(
            T.CreateTruncating(s.Rate), T.CreateTruncating(s.Root), T.CreateTruncating(s.Epsilon),
            T.CreateTruncating(s.Fresh1), T.CreateTruncating(s.Fresh2), T.CreateTruncating(1 - shrink), amsGrad);
        if (amsGrad)
            UpdateKernel.Run<T, Rule<T>>(rule, state.Steps, weightDecay, weight, gradient, state.ForUpdate("m"), state.ForUpdate("v"), state.ForUpdate("vmax"));
        else
            UpdateKernel.Run<T, Rule<T>>(rule, state.Steps, weightDecay, weight, gradient, state.ForUpdate("m"), state.ForUpdate("v"));
    }

    private readonly struct Rule<T>(T rate, T root, T epsilon, T fresh1, T fresh2, T keep, bool amsGrad) : IUpdateRule<T>
        where T : unmanaged
    {
        public Vector<T> Step(Vector<T> w, Vector<T> g, ref Vector<T> m, ref Vector<T> v, ref Vector<T> largest)
        {
            m += (g - m) * fresh1;
            v += ((g * g) - v) * fresh2;
            if (amsGrad)
                largest = Vector.Max(largest, v);
            return (w * keep) - (m * rate / ((Vector.SquareRoot(amsGrad ? largest : v) * root) + new Vector<T>(epsilon)));
        }
    }
}
