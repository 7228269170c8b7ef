namespace Curriculum.Lessons.Questions;

/// <summary>One or several numbers.</summary>
internal record NumberQuestion : Question
{
    /// <summary>The right numbers, in order.</summary>
    public required double[] Numbers { get; init; }

    /// <summary>How far a number may be off, relative to the right one where that is above 1.</summary>
    public double Tolerance { get; init; } = 1e-9;

    public override Grade Grade(IReadOnlyList<object?> given)
    {
        if (GivenNumbers.Read(given) is not { } numbers)
            return Questions.Grade.Unreadable("Answer with numbers, for example `Confirm.Answer(\"…\", 3, 3)`.", "数値で答えてください。例: `Confirm.Answer(\"…\", 3, 3)`");
        return GivenNumbers.Same(numbers, Numbers, Tolerance)
            ? Questions.Grade.Right
            : Wrong(m => GivenNumbers.Read(m.Values) is { } mistake && GivenNumbers.Same(numbers, mistake, Tolerance));
    }
}
