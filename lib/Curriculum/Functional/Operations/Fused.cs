using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional.Devices;

namespace Curriculum.Functional.Operations;

/// <summary>What operations with a kernel for their first derivative share: the kernel steps aside for the composed form when the derivative is itself differentiated.</summary>
internal static class Fused
{
    /// <summary>Whether what is computed now is recorded, so that a kernel's result would be a constant where a function is needed.</summary>
    public static bool StepsAside => Recording.Current is not { IsOff: true };

    /// <summary>Whether what is computed now of <paramref name="x"/> has to do without a kernel: also where x lies on another device than the processor, whose kernels these are.</summary>
    public static bool StepsAsideFor(Tensor x) => StepsAside || OnDevice.Holds(x.Data);

    /// <summary>The gradients through the composed form, differentiable again.</summary>
    /// <remarks>The inputs get nodes of their own: where one input is made from another, its share must not be counted in the other's gradient too.</remarks>
    public static Tensor?[] Differentiate(Tensor[] x, Tensor?[] gy, Func<Tensor[], Tensor[]> compose)
    {
        // A sweep that is not itself recorded may still ask for this.
        using var recorded = StepsAside ? null : Recording.Enter(null);
        int[] wanted = [.. Enumerable.Range(0, x.Length).Where(i => x[i].NeedsGradient)];
        Tensor[] own = Array.ConvertAll(x, t => t.IsTracked ? new IdentityOperation().Apply(t) : t);
        var y = compose(own);
        int[] reached = [.. Enumerable.Range(0, y.Length).Where(i => gy[i] is not null)];
        var gradients = Gradient.Of([.. reached.Select(i => y[i])], [.. wanted.Select(i => own[i])], [.. reached.Select(i => gy[i])], createGraph: true);
        var result = new Tensor?[x.Length];
        for (int k = 0; k < wanted.Length; k++)
            result[wanted[k]] = gradients[k];
        return result;
    }

    /// <summary>An array that a kernel made in a backward sweep, as a tensor whose buffer the sweep may give back.</summary>
    public static Tensor Own(NdArray array)
    {
        Recording.Current?.Sweep?.Buffers?.Created(array);
        return Tensor.Wrap(array);
    }
}
