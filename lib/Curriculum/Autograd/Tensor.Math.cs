using Curriculum.Autograd.Operations;

namespace Curriculum.Autograd;

// Functions of one element.
public sealed partial class Tensor
{
    /// <summary>eˣ.</summary>
    /// <returns>The same shape.</returns>
    public Tensor Exp() => Operations.Exp.Op.Apply(this);

    /// <summary>eˣ − 1, exact for small x.</summary>
    /// <returns>The same shape.</returns>
    public Tensor Expm1() => Operations.Expm1.Op.Apply(this);

    /// <summary>The natural logarithm.</summary>
    /// <returns>The same shape.</returns>
    public Tensor Log() => Operations.Log.Op.Apply(this);

    /// <summary>ln(1 + x), exact for small x.</summary>
    /// <returns>The same shape.</returns>
    public Tensor Log1p() => Operations.Log1p.Op.Apply(this);

    /// <summary>√x. Its slope at 0 is infinite.</summary>
    /// <returns>The same shape.</returns>
    public Tensor Sqrt() => Operations.Sqrt.Op.Apply(this);

    /// <summary>x².</summary>
    /// <returns>The same shape.</returns>
    public Tensor Square() => Operations.Square.Op.Apply(this);

    /// <summary>1 / x.</summary>
    /// <returns>The same shape.</returns>
    public Tensor Reciprocal() => Operations.Reciprocal.Op.Apply(this);

    /// <summary>|x|; the gradient at 0 is 0.</summary>
    /// <returns>The same shape.</returns>
    public Tensor Abs() => Operations.Abs.Op.Apply(this);

    /// <summary>−1, 0 or 1; the gradient is 0 everywhere.</summary>
    /// <returns>The same shape.</returns>
    public Tensor Sign() => Operations.Sign.Op.Apply(this);

    /// <summary>sin x.</summary>
    /// <returns>The same shape.</returns>
    public Tensor Sin() => Operations.Sin.Op.Apply(this);

    /// <summary>cos x.</summary>
    /// <returns>The same shape.</returns>
    public Tensor Cos() => Operations.Cos.Op.Apply(this);

    /// <summary>tanh x.</summary>
    /// <returns>The same shape.</returns>
    public Tensor Tanh() => Operations.Tanh.Op.Apply(this);

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    /// <returns>The same shape.</returns>
    public Tensor Sigmoid() => Operations.Sigmoid.Op.Apply(this);

    /// <summary>erf x = 2/√π ∫₀ˣ e^(−t²) dt.</summary>
    /// <returns>The same shape.</returns>
    public Tensor Erf() => Operations.Erf.Op.Apply(this);

    /// <summary>x cut to the range lo … hi; the gradient passes inside the range, its ends included.</summary>
    /// <param name="lo">The smallest value.</param>
    /// <param name="hi">The largest value.</param>
    /// <returns>The same shape.</returns>
    public Tensor Clip(double lo, double hi) => new Clip(lo, hi).Apply(this);
}
