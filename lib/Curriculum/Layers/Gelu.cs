using Curriculum.Autograd;
using Curriculum.Functional;

namespace Curriculum.Layers;

/// <summary>The activation y = x · Φ(x), with Φ the normal distribution function, element by element: <see cref="F.Gelu"/> as a layer.</summary>
/// <remarks>x [*] → y [*]. Hendrycks and Gimpel, arXiv:1606.08415, eq. 1; <paramref name="UseTanh"/>: eq. 2.</remarks>
/// <param name="UseTanh">Whether Φ is approximated by tanh, as GPT-2 does (<see cref="F.GeluTanh"/>).</param>
public sealed record Gelu(bool UseTanh = false) : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => UseTanh ? F.GeluTanh(x) : F.Gelu(x);

    /// <inheritdoc/>
    public override Gelu Map(ParameterMap map) => this;
}
