using Curriculum.Arrays.Kernels;

namespace Curriculum.Arrays;

/// <content>Functions of every element. Whole numbers become Float64 where the result is not whole.</content>
public sealed partial class NdArray
{
    /// <summary>a where the condition holds, b elsewhere; all three broadcast.</summary>
    /// <exception cref="DTypeException">The condition is not Boolean.</exception>
    public static NdArray Where(NdArray condition, NdArray a, NdArray b) => Selection.Where(condition, a, b);

    /// <summary>eˣ.</summary>
    public NdArray Exp() => Elementwise.Apply<ExpOp>(this);

    /// <summary>The natural logarithm: −∞ at 0, NaN below.</summary>
    public NdArray Log() => Elementwise.Apply<LogOp>(this);

    /// <summary>ln (1 + x), exact to the last digits near 0.</summary>
    public NdArray Log1p() => Elementwise.Apply<Log1pOp>(this);

    /// <summary>eˣ − 1, exact to the last digits near 0.</summary>
    public NdArray Expm1() => Elementwise.Apply<Expm1Op>(this);

    /// <summary>√x; NaN below 0.</summary>
    public NdArray Sqrt() => Elementwise.Apply<SqrtOp>(this);

    /// <summary>|x|.</summary>
    public NdArray Abs() => DType == DType.Boolean ? Copy() : Elementwise.Apply<AbsOp>(this);

    /// <summary>−1, 0 or 1.</summary>
    /// <exception cref="DTypeException">The elements are Boolean.</exception>
    public NdArray Sign() => DType == DType.Boolean
        ? throw new DTypeException("Sign: x must be of numbers, got Boolean. Convert with As(DType.Int32) first.")
        : Elementwise.Apply<SignOp>(this);

    /// <summary>sin x, x in radians.</summary>
    public NdArray Sin() => Elementwise.Apply<SinOp>(this);

    /// <summary>cos x, x in radians.</summary>
    public NdArray Cos() => Elementwise.Apply<CosOp>(this);

    /// <summary>The hyperbolic tangent (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ).</summary>
    public NdArray Tanh() => Elementwise.Apply<TanhOp>(this);

    /// <summary>The logistic function 1 / (1 + e⁻ˣ).</summary>
    public NdArray Sigmoid() => Elementwise.Apply<SigmoidOp>(this);

    /// <summary>The error function 2/√π · ∫₀ˣ e^(−t²) dt.</summary>
    public NdArray Erf() => Elementwise.Apply<ErfOp>(this);

    /// <summary>x².</summary>
    public NdArray Square() => DType == DType.Boolean ? Copy() : Elementwise.Apply<SquareOp>(this);

    /// <summary>1 / x.</summary>
    public NdArray Reciprocal() => Elementwise.Apply<ReciprocalOp>(this);

    /// <summary>The largest whole number up to x.</summary>
    public NdArray Floor() => DType.IsFloat() ? Elementwise.Apply<FloorOp>(this) : Copy();

    /// <summary>The smallest whole number from x on.</summary>
    public NdArray Ceil() => DType.IsFloat() ? Elementwise.Apply<CeilOp>(this) : Copy();

    /// <summary>The nearest whole number; of two equally near ones the even one.</summary>
    public NdArray Round() => DType.IsFloat() ? Elementwise.Apply<RoundOp>(this) : Copy();

    /// <summary>The larger of two elements, broadcast; NaN if either is NaN.</summary>
    public NdArray Maximum(NdArray b) => Elementwise.Apply<MaximumOp>(this, b);

    /// <summary>The smaller of two elements, broadcast; NaN if either is NaN.</summary>
    public NdArray Minimum(NdArray b) => Elementwise.Apply<MinimumOp>(this, b);

    /// <summary>x, but at least lo and at most hi; the bounds broadcast.</summary>
    public NdArray Clip(NdArray lo, NdArray hi) => Maximum(lo).Minimum(hi);

    /// <summary>x to the power of a number: −2, −1, 0.5, 1, 2 … by multiplications and roots.</summary>
    public NdArray Pow(NdArray exponent) => Powers.Pow(this, exponent);

    /// <summary>⌊a / b⌋, broadcast: division rounded down, Python's //.</summary>
    public NdArray FloorDivide(NdArray b) => Remainders.FloorDivide(this, b);

    /// <summary>Where an element is NaN.</summary>
    public NdArray IsNaN() => DType.IsFloat() ? NotEqualTo(this) : Zeros(Shape, DType.Boolean, Device);

    /// <summary>Where an element is a number and not infinite.</summary>
    public NdArray IsFinite() => Abs() < double.PositiveInfinity;
}
