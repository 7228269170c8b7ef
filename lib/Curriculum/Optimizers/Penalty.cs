using Curriculum.Autograd;
using Curriculum.Layers;

namespace Curriculum.Optimizers;

/// <summary>A term added to the loss that keeps weights small (regularisation, 正則化): λ₁·Σ|w| + ½·λ₂·Σw².</summary>
/// <remarks>
/// Weights are the parameters with two axes or more; biases, gains and shifts are left alone. The gradient of the second term is λ₂·w, what an optimizer's weight decay adds.
/// </remarks>
/// <param name="L1Rate">λ₁: drives weights to exactly 0 (lasso, Tibshirani, 1996).</param>
/// <param name="L2Rate">λ₂: shrinks large weights (ridge, Hoerl and Kennard, 1970).</param>
public sealed record Penalty(double L1Rate, double L2Rate)
{
    /// <summary>λ·Σ|w|.</summary>
    /// <param name="rate">λ.</param>
    public static Penalty L1(double rate) => new(rate, 0);

    /// <summary>½·λ·Σw².</summary>
    /// <param name="rate">λ.</param>
    public static Penalty L2(double rate) => new(0, rate);

    /// <summary>rate·(share·Σ|w| + ½·(1 − share)·Σw²).</summary>
    /// <remarks>Zou and Hastie, 2005.</remarks>
    /// <param name="rate">The strength of both together.</param>
    /// <param name="share">The share of the first, 0 … 1.</param>
    public static Penalty ElasticNet(double rate, double share) => new(rate * share, rate * (1 - share));

    /// <summary>The term, a single number to add to the loss.</summary>
    /// <param name="parameters">All parameters of a model.</param>
    /// <exception cref="ArgumentException">None of them is a weight.</exception>
    public Tensor Of(IEnumerable<Parameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Tensor? sum = null;
        foreach (var w in parameters.Select(p => p.Tensor).Where(t => t.Rank > 1))
        {
            if (L1Rate != 0)
                sum = Add(sum, w.Abs().Sum() * L1Rate);
            if (L2Rate != 0)
                sum = Add(sum, w.Square().Sum() * (L2Rate / 2));
        }

        return sum ?? throw new ArgumentException("Penalty: there must be a weight (a parameter with two axes or more) and a rate other than 0.", nameof(parameters));
    }

    private static Tensor Add(Tensor? sum, Tensor term) => sum is null ? term : sum + term;
}
