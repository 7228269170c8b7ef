using Curriculum.Autograd;

namespace Curriculum.Layers;

/// <summary>A module with one input and one output: y = f(x; parameters).</summary>
/// <remarks>
/// A layer is immutable and has no hidden mode: whether dropout drops and batch normalisation uses the statistics of its batch is said by the <see cref="Pass"/> of each call.
/// </remarks>
public abstract record Layer : Module
{
    /// <summary>The output for <paramref name="x"/> as the finished network gives it (<see cref="Pass.Evaluation"/>).</summary>
    public Tensor Forward(Tensor x) => Forward(x, Pass.Evaluation);

    /// <summary>The output for <paramref name="x"/> in this pass.</summary>
    /// <param name="x">The input; its shape is told by each layer.</param>
    /// <param name="pass">Evaluation or training, and the random numbers of a training pass.</param>
    public abstract Tensor Forward(Tensor x, Pass pass);

    /// <inheritdoc/>
    public abstract override Layer Map(ParameterMap map);

    /// <summary>A layer with the same values in parameters and buffers of its own: training one leaves the other as it is.</summary>
    public Layer Copy() => (Layer)CopyTree();
}
