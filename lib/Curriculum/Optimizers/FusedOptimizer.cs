using System.Numerics;
using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Layers;

namespace Curriculum.Optimizers;

/// <summary>An optimizer of the library: the whole step of a parameter is one pass over its memory, in place unless somebody holds the old values.</summary>
public abstract class FusedOptimizer : Optimizer
{
    private protected FusedOptimizer(IEnumerable<Parameter> parameters, double learningRate)
        : base(parameters, learningRate)
    {
    }

    /// <inheritdoc/>
    protected sealed override NdArray Update(NdArray weight, NdArray gradient, OptimizerState state)
    {
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentNullException.ThrowIfNull(gradient);
        ArgumentNullException.ThrowIfNull(state);
        var moved = weight.Copy();
        Run(moved, gradient, state, 0);
        return moved;
    }

    private protected sealed override void Move(Tensor parameter, NdArray gradient, OptimizerState state)
        => Run(parameter.DataForUpdate(), gradient, state, WeightDecay);

    // Moves weight in place; T is its element type.
    private protected abstract void Run<T>(NdArray weight, NdArray gradient, OptimizerState state, double weightDecay)
        where T : unmanaged, IFloatingPointIeee754<T>;

    private void Run(NdArray weight, NdArray gradient, OptimizerState state, double weightDecay)
    {
        if (weight.DType == DType.Float32)
            Run<float>(weight, gradient.As(DType.Float32), state, weightDecay);
        else
            Run<double>(weight, gradient.As(DType.Float64), state, weightDecay);
    }
}
