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
        Run(moved, gradient.As(moved.DType), state, 0);
        return moved;
    }

    private protected sealed override void Move(Tensor parameter, NdArray gradient, OptimizerState state)
        => Run(parameter.DataForUpdate(), gradient.As(parameter.DType), state, WeightDecay);

    // Moves weight in place.
    private protected abstract void Run(NdArray weight, NdArray gradient, OptimizerState state, double weightDecay);
}
