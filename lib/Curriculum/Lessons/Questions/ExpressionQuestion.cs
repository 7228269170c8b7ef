using Curriculum.Arrays;

namespace Curriculum.Lessons.Questions;

/// <summary>A formula, as text or as a function, compared by its values at random points: every way of writing it is right.</summary>
internal sealed record ExpressionQuestion : Question
{
    private const int Points = 24;
    private const double Tolerance = 1e-6;
    private const uint Seed = 20_260;

    /// <summary>The names that may occur, and where they are tried.</summary>
    public required Variable[] Variables { get; init; }

    /// <summary>A right formula.</summary>
    public required string Formula { get; init; }

    public override Grade Grade(IReadOnlyList<object?> given)
    {
        Func<double[], double> answer;
        try
        {
            answer = Read(given);
        }
        catch (UnreadableAnswerException problem)
        {
            var names = string.Join(", ", Variables.Select(v => v.Name));
            return Questions.Grade.Unreadable(
                $"This formula cannot be read: {problem.Reason.En}. Write it in {names}, for example `Confirm.Answer(\"{Id}\", \"{Variables[0].Name} + 1\")`.",
                $"式を読み取れません ({problem.Reason.Ja})。{names} を使って書いてください。例: `Confirm.Answer(\"{Id}\", \"{Variables[0].Name} + 1\")`");
        }
        var right = Questions.Formula.Parse(Formula, [.. Variables.Select(v => v.Name)]);
        if (FirstDifference(answer, right) is not { } point) return Questions.Grade.Right;
        var known = Wrong(m => FirstDifference(answer, Read(m.Values)) is null);
        return known.Remark is not null ? known : known with { Remark = Counterexample(point, answer(point), right(point)) };
    }

    private Func<double[], double> Read(IReadOnlyList<object?> given)
    {
        if (given.Count != 1) throw new UnreadableAnswerException($"one formula is expected, {given.Count} were given", $"式は一つです。{given.Count} 個ありました");
        return given[0] switch
        {
            string text => Questions.Formula.Parse(text, [.. Variables.Select(v => v.Name)]),
            Delegate function => GivenFunction.OfNumbers(function, Variables.Length),
            var other when GivenNumbers.Read([other]) is [var constant] => _ => constant,
            var other => throw new UnreadableAnswerException($"a text or a function is expected, {other?.GetType().Name ?? "null"} was given", $"文字列か関数で書きます。{other?.GetType().Name ?? "null"} でした"),
        };
    }

    /// <summary>A point at which two formulas differ, or null when they agree everywhere.</summary>
    private double[]? FirstDifference(Func<double[], double> a, Func<double[], double> b)
    {
        // A fixed seed: the same answer gets the same verdict, and the same counterexample, on every machine.
        var random = new RandomState(Seed);
        for (var i = 0; i < Points; i++)
        {
            var point = Variables.Select(v => Math.Round(v.From + ((v.To - v.From) * random.NextDouble()), 2)).ToArray();
            var (x, y) = (a(point), b(point));
            if (!GivenNumbers.Same(x, y, Tolerance) && !(double.IsNaN(x) && double.IsNaN(y))) return point;
        }
        return null;
    }

    private Bilingual Counterexample(double[] point, double got, double expected)
    {
        var at = string.Join(", ", Variables.Zip(point, (v, p) => $"{v.Name} = {Figures.NumberText.Short(p)}"));
        var (a, b) = (Figures.NumberText.Short(got), Figures.NumberText.Short(expected));
        return new($"At {at} your formula gives {a}; the right value there is {b}.", $"{at} のとき、あなたの式の値は {a} ですが、正しい値は {b} です。");
    }
}

/// <summary>A variable and the range in which it is tried.</summary>
internal sealed record Variable(string Name, double From, double To);
