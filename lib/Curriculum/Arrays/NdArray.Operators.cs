using Curriculum.Arrays.Kernels;

namespace Curriculum.Arrays;

/// <content>Operators. All of them broadcast; a C# number on either side takes on the type of the array.</content>
public sealed partial class NdArray
{
    /// <summary>a + b, broadcast. Of Booleans: either.</summary>
    public static NdArray operator +(NdArray a, NdArray b)
        => a.DType == DType.Boolean && b.DType == DType.Boolean ? Elementwise.Apply<OrOp>(a, b) : Elementwise.Apply<AddOp>(a, b);

    /// <summary>a − b, broadcast.</summary>
    /// <exception cref="DTypeException">Both are Boolean.</exception>
    public static NdArray operator -(NdArray a, NdArray b)
        => a.DType == DType.Boolean && b.DType == DType.Boolean
            ? throw new DTypeException("Subtract: a and b must be numbers, got Boolean. Convert with As(DType.Int32), or use ^ for \"one but not both\".")
            : Elementwise.Apply<SubtractOp>(a, b);

    /// <summary>a·b, element by element, broadcast. Of Booleans: both.</summary>
    public static NdArray operator *(NdArray a, NdArray b)
        => a.DType == DType.Boolean && b.DType == DType.Boolean ? Elementwise.Apply<AndOp>(a, b) : Elementwise.Apply<MultiplyOp>(a, b);

    /// <summary>a / b, broadcast. Whole numbers are divided as Float64.</summary>
    public static NdArray operator /(NdArray a, NdArray b) => Elementwise.Apply<DivideOp>(a, b);

    /// <summary>The remainder of a / b with the sign of b, as in NumPy and Python, broadcast.</summary>
    public static NdArray operator %(NdArray a, NdArray b) => Remainders.Remainder(a, b);

    /// <summary>−a.</summary>
    /// <exception cref="DTypeException">a is Boolean.</exception>
    public static NdArray operator -(NdArray a)
        => a.DType == DType.Boolean
            ? throw new DTypeException("Negate: a must be of numbers, got Boolean. Use ! for \"not\".")
            : Elementwise.Apply<NegateOp>(a);

    /// <summary>Where a &lt; b, broadcast.</summary>
    public static NdArray operator <(NdArray a, NdArray b) => Comparison.Apply<LessOp>(a, b);

    /// <summary>Where a ≤ b, broadcast.</summary>
    public static NdArray operator <=(NdArray a, NdArray b) => Comparison.Apply<LessOrEqualOp>(a, b);

    /// <summary>Where a &gt; b, broadcast.</summary>
    public static NdArray operator >(NdArray a, NdArray b) => Comparison.Apply<GreaterOp>(a, b);

    /// <summary>Where a ≥ b, broadcast.</summary>
    public static NdArray operator >=(NdArray a, NdArray b) => Comparison.Apply<GreaterOrEqualOp>(a, b);

    /// <summary>Where both are true, broadcast; of whole numbers, bit by bit.</summary>
    /// <exception cref="DTypeException">An operand is of floats.</exception>
    public static NdArray operator &(NdArray a, NdArray b) => Logical<AndOp>(a, b);

    /// <summary>Where either is true, broadcast; of whole numbers, bit by bit.</summary>
    /// <exception cref="DTypeException">An operand is of floats.</exception>
    public static NdArray operator |(NdArray a, NdArray b) => Logical<OrOp>(a, b);

    /// <summary>Where one is true but not both, broadcast; of whole numbers, bit by bit.</summary>
    /// <exception cref="DTypeException">An operand is of floats.</exception>
    public static NdArray operator ^(NdArray a, NdArray b) => Logical<XorOp>(a, b);

    /// <summary>Where a is false.</summary>
    /// <exception cref="DTypeException">a is not Boolean.</exception>
    public static NdArray operator !(NdArray a)
        => a.DType == DType.Boolean ? Elementwise.Apply<XorOp>(a, true) : throw new DTypeException($"Not: a must be Boolean, got {a.DType}. Compare first, as in !(x > 0).");

    /// <summary>Where two arrays are equal, broadcast. (a == b asks whether they are the same object.)</summary>
    public NdArray EqualTo(NdArray b) => Comparison.Apply<EqualToOp>(this, b);

    /// <summary>Where two arrays differ, broadcast. NaN differs from everything, itself included.</summary>
    public NdArray NotEqualTo(NdArray b) => !EqualTo(b);

    private static NdArray Logical<TOp>(NdArray a, NdArray b)
        where TOp : struct, IBinaryOp
        => a.DType.IsFloat() || b.DType.IsFloat()
            ? throw new DTypeException($"{TOp.Name}: both operands must be Boolean or whole numbers, got {a.DType} and {b.DType}. Compare first, as in (x > 0) & (x < 1).")
            : Elementwise.Apply<TOp>(a, b);
}
