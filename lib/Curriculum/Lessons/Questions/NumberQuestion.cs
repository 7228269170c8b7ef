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
}
