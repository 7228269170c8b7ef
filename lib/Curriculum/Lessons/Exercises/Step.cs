using System.Diagnostics;
using Curriculum.Arrays;
using Curriculum.Autograd;
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
    public static Step Gradient(Bilingual what, GradientReport report, Bilingual question) =>
        new(what, report.Passed, $"relative error < {NumberText.Significant(report.Expected, 2)}", report.ToString(), question) { Shown = report.ToString() };

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

    /// <summary>The learner's function threw, or what it returned could not be looked at.</summary>
    public static Step Threw(Exception problem)
    {
        // Of this library the stack tells nothing that the learner can change.
        var line = new StackTrace(problem, fNeedFileInfo: true).GetFrames().FirstOrDefault(frame => frame.GetFileLineNumber() > 0 && frame.GetMethod()?.Module.Assembly != typeof(Step).Assembly)?.GetFileLineNumber();
        Bilingual question = problem is NullReferenceException
            ? new("Does your function return null, or use a variable that has no value yet?", "関数が null を返していませんか。まだ値の入っていない変数を使っていませんか。")
            : new("Which line throws? Print the shapes just before it.", "どの行で例外が出ていますか。その直前で形状を表示してみましょう。");
        return new(
            new("your function runs on a test input", "テスト入力で関数が動く"), false, "no exception / 例外なし",
            $"{problem.GetType().Name}: {problem.Message}{(line is null ? "" : $" (line {line} / {line} 行目)")}", question);
    }

    /// <summary>Anything else.</summary>
    public static Step That(Bilingual what, bool passed, string expected, string got, Bilingual question) => new(what, passed, expected, got, question);

    private static string Show(NdArray array)
    {
        var values = array.As(DType.Float64).ToArray<double>();
        return $"{array.Shape} {string.Join(" ", values.Take(8).Select(v => NumberText.Significant(v, 4)))}{(values.Length > 8 ? " …" : "")}";
    }
}
