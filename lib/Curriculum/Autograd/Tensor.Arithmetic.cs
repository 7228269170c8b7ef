using Curriculum.Arrays;
using Curriculum.Autograd.Operations;

namespace Curriculum.Autograd;

// Operators; tensors broadcast as NumPy's arrays do, and a C# number takes the type of the tensor it meets.
public sealed partial class Tensor
{
    /// <summary>a + b, element by element.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A shape that broadcasts with a's.</param>
    public static Tensor operator +(Tensor a, Tensor b) => Binary(Operations.Add.Op, a, b);

    /// <summary>a − b, element by element.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A shape that broadcasts with a's.</param>
    public static Tensor operator -(Tensor a, Tensor b) => Binary(Operations.Subtract.Op, a, b);

    /// <summary>a · b, element by element.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A shape that broadcasts with a's.</param>
    public static Tensor operator *(Tensor a, Tensor b) => Binary(Operations.Multiply.Op, a, b);

    /// <summary>a / b, element by element.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A shape that broadcasts with a's.</param>
    public static Tensor operator /(Tensor a, Tensor b) => Binary(Operations.Divide.Op, a, b);

    /// <summary>a + b for every element of a.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A number.</param>
    public static Tensor operator +(Tensor a, double b) => new AddScalar(b).Apply(NotNull(a));

    /// <summary>a + b for every element of b.</summary>
    /// <param name="a">A number.</param>
    /// <param name="b">Any shape.</param>
    public static Tensor operator +(double a, Tensor b) => new AddScalar(a).Apply(NotNull(b));

    /// <summary>a − b for every element of a.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A number.</param>
    public static Tensor operator -(Tensor a, double b) => new AddScalar(-b).Apply(NotNull(a));

    /// <summary>a − b for every element of b.</summary>
    /// <param name="a">A number.</param>
    /// <param name="b">Any shape.</param>
    public static Tensor operator -(double a, Tensor b) => new SubtractFrom(a).Apply(NotNull(b));

    /// <summary>a · b for every element of a.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A number.</param>
    public static Tensor operator *(Tensor a, double b) => new MultiplyScalar(b).Apply(NotNull(a));

    /// <summary>a · b for every element of b.</summary>
    /// <param name="a">A number.</param>
    /// <param name="b">Any shape.</param>
    public static Tensor operator *(double a, Tensor b) => new MultiplyScalar(a).Apply(NotNull(b));

    /// <summary>a / b for every element of a.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A number.</param>
    public static Tensor operator /(Tensor a, double b) => new DivideByScalar(b).Apply(NotNull(a));

    /// <summary>a / b for every element of b.</summary>
    /// <param name="a">A number.</param>
    /// <param name="b">Any shape.</param>
    public static Tensor operator /(double a, Tensor b) => new DivideInto(a).Apply(NotNull(b));

    /// <summary>−a.</summary>
    /// <param name="a">Any shape.</param>
    public static Tensor operator -(Tensor a) => Negate.Op.Apply(NotNull(a));

    /// <summary>Where a &lt; b, as a constant of truth values.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A shape that broadcasts with a's.</param>
    public static Tensor operator <(Tensor a, Tensor b) => Wrap(NotNull(a).Data < NotNull(b).Data);

    /// <summary>Where a &gt; b, as a constant of truth values.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A shape that broadcasts with a's.</param>
    public static Tensor operator >(Tensor a, Tensor b) => Wrap(NotNull(a).Data > NotNull(b).Data);

    /// <summary>Where a ≤ b, as a constant of truth values.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A shape that broadcasts with a's.</param>
    public static Tensor operator <=(Tensor a, Tensor b) => Wrap(NotNull(a).Data <= NotNull(b).Data);

    /// <summary>Where a ≥ b, as a constant of truth values.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A shape that broadcasts with a's.</param>
    public static Tensor operator >=(Tensor a, Tensor b) => Wrap(NotNull(a).Data >= NotNull(b).Data);

    /// <summary>Where the elements are equal, as a constant of truth values.</summary>
    /// <param name="b">A shape that broadcasts with this one's.</param>
    /// <returns>Truth values of the broadcast shape.</returns>
    public Tensor EqualTo(Tensor b) => Wrap(_value.EqualTo(NotNull(b).Data));

    /// <summary>This tensor in another type of element; the gradient comes back in this one's.</summary>
    /// <param name="dtype">The type.</param>
    /// <returns>A tensor of that type; this one if it already is.</returns>
    public Tensor As(DType dtype) => dtype == DType ? this : new Cast(dtype).Apply(this);

    /// <summary>The larger of the two, element by element; where they are equal, each gets half of the gradient.</summary>
    /// <param name="b">A shape that broadcasts with this one's.</param>
    /// <returns>The broadcast shape.</returns>
    public Tensor Maximum(Tensor b) => Binary(Operations.Maximum.Op, this, b);

    /// <summary>The smaller of the two, element by element; where they are equal, each gets half of the gradient.</summary>
    /// <param name="b">A shape that broadcasts with this one's.</param>
    /// <returns>The broadcast shape.</returns>
    public Tensor Minimum(Tensor b) => Binary(Operations.Minimum.Op, this, b);

    /// <summary>xᵖ for every element x.</summary>
    /// <param name="exponent">p.</param>
    /// <returns>The same shape.</returns>
    public Tensor Pow(double exponent) => new Power(exponent).Apply(this);

    /// <summary>This tensor to the power of another, element by element. The exponent's gradient needs a base that is not negative.</summary>
    /// <param name="exponent">A shape that broadcasts with this one's.</param>
    /// <returns>The broadcast shape.</returns>
    public Tensor Pow(Tensor exponent) =>
        NotNull(exponent).IsWeak ? Pow(exponent.Item()) : Binary(PowerOf.Op, this, exponent);

    /// <summary>a where the condition holds, b elsewhere; the gradient goes the same ways.</summary>
    /// <param name="condition">Truth values.</param>
    /// <param name="a">A shape that broadcasts with the others.</param>
    /// <param name="b">A shape that broadcasts with the others.</param>
    /// <returns>The broadcast shape.</returns>
    public static Tensor Where(Tensor condition, Tensor a, Tensor b)
    {
        (a, b) = Meet(NotNull(a), NotNull(b));
        return Operations.Where.Op.Apply(NotNull(condition), a, b);
    }

    private static Tensor Binary(SingleOutputOperation operation, Tensor a, Tensor b)
    {
        (a, b) = Meet(NotNull(a), NotNull(b));
        return operation.Apply(a, b);
    }

    // Both in the type that NumPy would compute in; the changes of type are steps of the graph, so gradients come back in the right one.
    private static (Tensor A, Tensor B) Meet(Tensor a, Tensor b)
    {
        if (a.DType == b.DType || a.IsWeak || b.IsWeak)
            return (a, b);
        var dtype = DTypes.Promote(a.DType, b.DType);
        return (a.As(dtype), b.As(dtype));
    }

    private static Tensor NotNull(Tensor tensor, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(tensor))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(tensor, name);
        return tensor;
    }
}
