using Curriculum.Autograd;
using Curriculum.Functional;

namespace Curriculum.Layers;

/// <summary>Dropout: in a training pass each element becomes 0 with probability p and the others grow by 1 / (1 − p); an evaluation pass changes nothing.</summary>
/// <remarks>
/// x [*] → y [*]. Source: Srivastava et al., 2014. The mask comes from <see cref="Pass.Random"/>. With <paramref name="Rescale"/> off, training passes only mask and evaluation passes
/// multiply by 1 − p, as older textbooks do; the two differ in training, not in what is expected.
/// </remarks>
/// <param name="P">p, the probability of dropping; 0 ≤ p &lt; 1.</param>
/// <param name="Rescale">Whether training rescales (the usual, inverted form) or evaluation does.</param>
public sealed record Dropout(double P = 0.5, bool Rescale = true) : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(pass);
        if (pass.IsTraining)
            return P == 0 ? x : F.Dropout(x, P, pass.Random, Rescale);
        return Rescale ? x : x * (1 - P);
    }

    /// <inheritdoc/>
    public override Dropout Map(ParameterMap map) => this;

    /// <inheritdoc/>
    protected override string Describe() => $"Dropout {P}{(Rescale ? "" : ", rescaled at evaluation")}";
}
