using Curriculum.Autograd;
using Curriculum.Functional;

namespace Curriculum.Layers;

/// <summary>The activation y = x for x &gt; 0, else slope · x: <see cref="F.LeakyRelu"/> as a layer.</summary>
/// <remarks>x [*] → y [*]. Maas et al., 2013.</remarks>
/// <param name="Slope">The slope on the negative side.</param>
public sealed record LeakyRelu(double Slope = 0.01) : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => F.LeakyRelu(x, Slope);

    /// <inheritdoc/>
    public override LeakyRelu Map(ParameterMap map) => this;

    /// <inheritdoc/>
    protected override string Describe() => $"LeakyRelu slope {Slope}";
}
