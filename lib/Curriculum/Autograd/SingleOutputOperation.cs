using Curriculum.Arrays;

namespace Curriculum.Autograd;

/// <summary>An operation with one output: the usual case, without the arrays of length one.</summary>
/// <example><code>
/// sealed record Cube : SingleOutputOperation
/// {
///     public override NdArray Compute(NdArray[] x) => x[0] * x[0] * x[0];
///     public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [gy * 3 * x[0] * x[0]];
/// }
/// var y = new Cube().Apply(x);
/// </code></example>
public abstract record SingleOutputOperation : Operation
{
    /// <summary>Computes the output from the inputs.</summary>
    /// <param name="x">The inputs.</param>
    /// <returns>The output.</returns>
    public abstract NdArray Compute(NdArray[] x);

    /// <summary>Computes the inputs' gradients from the output's gradient.</summary>
    /// <param name="x">The inputs of <see cref="Compute"/>.</param>
    /// <param name="y">Its output.</param>
    /// <param name="gy">The output's gradient.</param>
    /// <returns>For every input its gradient, of that input's shape and dtype, or null where there is none.</returns>
    public abstract Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy);

    /// <inheritdoc/>
    public sealed override NdArray[] Forward(NdArray[] x) => [Compute(x)];

    /// <inheritdoc/>
    public sealed override Tensor?[] Backward(Tensor[] x, Tensor[] y, Tensor?[] gy)
    {
        ArgumentNullException.ThrowIfNull(y);
        ArgumentNullException.ThrowIfNull(gy);
        return gy[0] is { } g ? Backward(x, y[0], g) : new Tensor?[x.Length];
    }

    /// <summary>Runs <see cref="Compute"/> and records the step if an input is tracked.</summary>
    /// <param name="x">The inputs.</param>
    /// <returns>The output as a tensor.</returns>
    public new Tensor Apply(params Tensor[] x)
    {
        var inputs = Inputs(x);
        return Record(inputs, Compute(Arrays(inputs)))[0];
    }
}
