using Curriculum.Arrays;

namespace Curriculum.Autograd;

/// <summary>Derivatives by reverse-mode automatic differentiation.</summary>
public static class Gradient
{
    /// <summary>∂y/∂x for each of <paramref name="xs"/>.</summary>
    /// <param name="y">A single number.</param>
    /// <param name="xs">Variables, or tensors computed on the way to y.</param>
    /// <returns>One gradient each, of its shape and type; zeros where y does not depend on it.</returns>
    /// <exception cref="GradientException">An x is a constant, y was computed without recording, or a variable has been assigned to since.</exception>
    /// <exception cref="ShapeException">y has more than one element.</exception>
    public static Tensor[] Of(Tensor y, params Tensor[] xs) => Of(y, xs, createGraph: false);

    /// <summary>∂y/∂x for each of <paramref name="xs"/>, and whether the result is itself recorded.</summary>
    /// <param name="y">A single number.</param>
    /// <param name="xs">Variables, or tensors computed on the way to y.</param>
    /// <param name="createGraph">True: the gradients can be differentiated again. False: they are constants, and cost less memory.</param>
    /// <returns>One gradient each, of its shape and type; zeros where y does not depend on it.</returns>
    /// <exception cref="GradientException">An x is a constant, y was computed without recording, or a variable has been assigned to since.</exception>
    /// <exception cref="ShapeException">y has more than one element.</exception>
    public static Tensor[] Of(Tensor y, Tensor[] xs, bool createGraph)
    {
        ArgumentNullException.ThrowIfNull(y);
        return Of([y], xs, [null], createGraph);
    }

    /// <summary>The gradients of Σ⟨seed, y⟩ for several outputs at once: a vector-Jacobian product.</summary>
    /// <param name="ys">The outputs.</param>
    /// <param name="xs">Variables, or tensors computed on the way to the outputs.</param>
    /// <param name="seeds">For each output the factor of its shape; null stands for 1 and needs a single element. Tracked seeds are differentiated too.</param>
    /// <param name="createGraph">True: the gradients can be differentiated again. False: they are constants, and cost less memory.</param>
    /// <returns>One gradient for each x, of its shape and type; zeros where no output depends on it.</returns>
    /// <exception cref="GradientException">An x is a constant, an output was computed without recording, or a variable has been assigned to since.</exception>
    /// <exception cref="ShapeException">A seed has not its output's shape, or is missing for more than one element.</exception>
    public static Tensor[] Of(Tensor[] ys, Tensor[] xs, Tensor?[] seeds, bool createGraph)
    {
        ArgumentNullException.ThrowIfNull(ys);
        ArgumentNullException.ThrowIfNull(xs);
        ArgumentNullException.ThrowIfNull(seeds);
        if (seeds.Length != ys.Length)
            throw new ArgumentException($"Gradient.Of: seeds must be {ys.Length}, one an output (null for 1), got {seeds.Length}.", nameof(seeds));
        foreach (var y in ys)
        {
            if (y.IsCut)
            {
                throw new GradientException(
                    "Gradient.Of: y was computed inside Gradient.Off(), or is the result of a Gradient.Of without createGraph, so how it depends on x was not recorded. " +
                    "Compute it outside, or pass createGraph: true to the first derivative.");
            }
        }

        for (int i = 0; i < xs.Length; i++)
        {
            if (!xs[i].IsTracked)
                throw new GradientException($"Gradient.Of: xs[{i}] {xs[i].Shape} is a constant, so nothing was recorded for it. Make it with Tensor.Variable(…) before computing y.");
        }

        var sweep = new GradientSweep(GradientPlan.To(ys, xs));
        var complete = new Dictionary<Tensor, Tensor>(ReferenceEqualityComparer.Instance);
        foreach (var (x, gradient, _) in sweep.Run(ys, [.. ys.Select((y, i) => GradientSweep.Seed("Gradient.Of", y, seeds[i]))], createGraph))
        {
            complete[x] = gradient;
        }

        return [.. xs.Select(x => complete.TryGetValue(x, out var gradient) ? gradient : Tensor.Wrap(NdArray.ZerosLike(x.Data)))];
    }

    /// <summary>Records nothing until the result is disposed: for evaluation, where derivatives are not wanted.</summary>
    /// <returns>Dispose it to record again.</returns>
    /// <example><code>using (Gradient.Off()) { accuracy = Accuracy(model.Forward(x), t); }</code></example>
    public static IDisposable Off() => Recording.Enter(new Recording(IsOff: true, Sweep: null));
}
