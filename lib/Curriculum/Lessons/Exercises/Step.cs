using Curriculum.Arrays;
using Curriculum.Lessons.Figures;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Exercises;

/// <summary>One step of a check.</summary>
/// <param name="What">What was tried.</param>
/// <param name="Passed">Whether it was as expected.</param>
/// <param name="Expected">What should have come.</param>
/// <param name="Got">What came.</param>
/// <param name="Question">A question that leads on; shown when the step fails.</param>
internal sealed record Step(Bilingual What, bool Passed, string Expected, string Got, Bilingual? Question)
{
    /// <summary>A finding worth seeing even when the step passes, such as the relative error of a gradient check.</summary>
    public string? Shown { get; init; }

    /// <summary>The shape of a result.</summary>
    public static Step Shape(Bilingual what, Shape expected, NdArray got, Bilingual question) =>
        new(what, got.Shape == expected, expected.ToString(), got.Shape.ToString(), question);

    /// <summary>Values, such as some computed by hand.</summary>
    public static Step Values(Bilingual what, NdArray expected, NdArray got, Bilingual question, double tolerance = 1e-9) =>
        new(what, got.Shape == expected.Shape && SameResult.Close(expected, got, tolerance), Show(expected), Show(got), question);

    /// <summary>A derivative against central differences.</summary>
    public static Step Gradient(Bilingual what, NdArray expected, NdArray got, Bilingual question, double largest = 1e-6)
    {
        if (got.Shape != expected.Shape) return Shape(what, expected.Shape, got, question);
        var error = RelativeError(expected, got);
        var (limit, found) = ($"relative error < {NumberText.Significant(largest, 2)}", $"relative error {NumberText.Significant(error, 2)}");
        return new(what, error < largest, limit, found, question) { Shown = $"{found} (expected < {NumberText.Significant(largest, 2)})" };
    }

    /// <summary>An input that must be refused with an exception of the argument family.</summary>
    public static Step Refuses(Bilingual what, Func<object?> call, Bilingual question)
    {
        try
        {
            var result = call();
            return new(what, false, "an ArgumentException (such as ShapeException)", result is NdArray array ? $"a result {array.Shape}" : "a result", question);
        }
        catch (ArgumentException refusal)
        {
            return new(what, true, "", "", null) { Shown = refusal.Message };
        }
    }

    /// <summary>Anything else.</summary>
    public static Step That(Bilingual what, bool passed, string expected, string got, Bilingual question) => new(what, passed, expected, got, question);

    /// <summary>max|a − b| / max(|a|, |b|): the size of the largest difference beside that of the values.</summary>
    private static double RelativeError(NdArray expected, NdArray got)
    {
        var (a, b) = (expected.As(DType.Float64), got.As(DType.Float64));
        var size = Math.Max(a.Abs().Max().Item(), b.Abs().Max().Item());
        return size == 0 ? 0 : (a - b).Abs().Max().Item() / size;
    }

    private static string Show(NdArray array)
    {
        var values = array.As(DType.Float64).ToArray<double>();
        return $"{array.Shape} {string.Join(" ", values.Take(8).Select(v => NumberText.Significant(v, 4)))}{(values.Length > 8 ? " …" : "")}";
    }
}
