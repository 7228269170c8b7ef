namespace Curriculum.Lessons.Questions;

/// <summary>One or several numbers.</summary>
internal record NumberQuestion : Question
{
    private const double Close = 10;

    /// <summary>The right numbers, in order.</summary>
    public required double[] Numbers { get; init; }

    /// <summary>How far a number may be off, relative to the right one where that is above 1.</summary>
    public double Tolerance { get; init; } = 1e-9;

    /// <summary>Whether the right numbers are rounded, so that an answer can be nearly right.</summary>
    private bool IsRounded => Tolerance > 1e-6;

    public override Grade Grade(IReadOnlyList<object?> given)
    {
        var form = $"`Confirm.Answer(\"{Id}\", {string.Join(", ", Numbers.Select(_ => "…"))})`";
        if (Read(given) is not { } numbers)
            return Questions.Grade.Unreadable($"Answer with numbers: {form}.", $"数値で答えてください: {form}");
        if (GivenNumbers.Same(numbers, Numbers, Tolerance)) return Questions.Grade.Right;
        var known = Wrong(m => Read(m.Values) is { } mistake && GivenNumbers.Same(numbers, mistake, Tolerance));
        if (known.Remark is not null) return known;
        if (IsCutOff(given)) return known with { Remark = CutOff };
        if (numbers.Length != Numbers.Length)
            return Questions.Grade.Unreadable($"The answer has {Numbers.Length} number{(Numbers.Length == 1 ? "" : "s")}, got {numbers.Length}: {form}.", $"答えは {Numbers.Length} 個の数です。{numbers.Length} 個ありました: {form}");
        return IsRounded && GivenNumbers.Same(numbers, Numbers, Close * Tolerance)
            ? known with { Remark = new("Nearly: give one digit more.", "近い値です。もう 1 桁詳しく答えてください。") }
            : known;
    }

    private double[]? Read(IReadOnlyList<object?> given)
    {
        var numbers = GivenNumbers.Read(given);
        if (numbers is null || numbers.Length == Numbers.Length) return numbers;
        return GivenNumbers.Read(GivenNumbers.Ungrouped(given)) is { } whole && whole.Length == Numbers.Length ? whole : numbers;
    }

    private static Bilingual CutOff { get; } = new(
        "Did you divide whole numbers? In C# 4/7 is 0 and 7/2 is 3; write 4.0/7.",
        "整数どうしの割り算をしていませんか。C# では 4/7 は 0、7/2 は 3 になります。4.0/7 と書いてください。");

    /// <summary>Whether whole numbers were given that are the right ones without their decimals.</summary>
    private bool IsCutOff(IReadOnlyList<object?> given) =>
        given.Count == Numbers.Length && given.All(item => item is int or long) && Numbers.Any(n => n != Math.Truncate(n))
        && given.Zip(Numbers).All(p => Convert.ToDouble(p.First, System.Globalization.CultureInfo.InvariantCulture) == Math.Truncate(p.Second));
}
