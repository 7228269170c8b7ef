using System.Runtime.CompilerServices;
using Curriculum.Arrays;

namespace Curriculum.Lessons.Questions;

/// <summary>Whether two results are the same answer: numbers and arrays by value, tuples part by part.</summary>
internal static class SameResult
{
    private const double Tolerance = 1e-6;

    public static bool Of(object? a, object? b) => (a, b) switch
    {
        (null, _) or (_, null) => a is null && b is null,
        (NdArray x, NdArray y) => x.Shape == y.Shape && Close(x, y),
        (ITuple x, ITuple y) => x.Length == y.Length && Enumerable.Range(0, x.Length).All(i => Of(x[i], y[i])),
        (string x, string y) => x == y,
        (IConvertible x, IConvertible y) => GivenNumbers.Same(x.ToDouble(null), y.ToDouble(null), Tolerance),
        _ => a.Equals(b),
    };

    /// <summary>Whether all elements are equal up to rounding.</summary>
    public static bool Close(NdArray x, NdArray y, double tolerance = Tolerance) =>
        x.As(DType.Float64).ToArray<double>().Zip(y.As(DType.Float64).ToArray<double>()).All(p => GivenNumbers.Same(p.First, p.Second, tolerance) || (double.IsNaN(p.First) && double.IsNaN(p.Second)));
}
