namespace Curriculum.Lessons.Progress;

/// <summary>What a learner has done with one exercise.</summary>
internal sealed record ExerciseRecord
{
    /// <summary>Whether the last check passed.</summary>
    public bool Solved { get; init; }

    /// <summary>Whether any check passed; breaking the solution afterwards does not take that back.</summary>
    public bool WasSolved { get; init; }

    /// <summary>How many checks failed.</summary>
    public int FailedChecks { get; init; }

    /// <summary>How many hints were asked for.</summary>
    public int Hints { get; init; }

    /// <summary>The step at which the last check failed, in English; null when it passed.</summary>
    public string? FailedAt { get; init; }

    /// <summary>When the last of this happened.</summary>
    public DateTime At { get; init; }
}
