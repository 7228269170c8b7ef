using Curriculum.Arrays;

namespace Curriculum.Lessons.Exercises;

/// <summary>Derivatives by central differences, for checking those that a learner wrote.</summary>
internal static class Differences
{
    private const double Step = 1e-5;

    /// <summary>∂f/∂x at x [*], element by element: (f(x + h) − f(x − h)) / 2h.</summary>
    public static NdArray Of(Func<NdArray, double> f, NdArray x)
    {
        var at = x.As(DType.Float64).ToArray<double>();
        var slope = new double[at.Length];
        for (var i = 0; i < at.Length; i++)
        {
            var middle = at[i];
            at[i] = middle + Step;
            var above = f(NdArray.FromSpan<double>(at, x.Shape));
            at[i] = middle - Step;
            slope[i] = (above - f(NdArray.FromSpan<double>(at, x.Shape))) / (2 * Step);
            at[i] = middle;
        }
        return NdArray.FromSpan<double>(slope, x.Shape);
    }
}
