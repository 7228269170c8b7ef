using Curriculum.Autograd;

namespace Curriculum.Layers;

/// <summary>Any function of one tensor as a layer, such as <c>new Activation("swish", x => x * x.Sigmoid())</c>.</summary>
/// <remarks>x [*] → y [*], whatever shapes the function takes and gives.</remarks>
/// <param name="Name">What it is called in a model's description.</param>
/// <param name="Function">The function, made of differentiable operations.</param>
public sealed record Activation(string Name, Func<Tensor, Tensor> Function) : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => Function(x);

    /// <inheritdoc/>
    public override Activation Map(ParameterMap map) => this;

    /// <inheritdoc/>
    protected override string Describe() => Name;
}
