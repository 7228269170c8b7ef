namespace Curriculum.Lessons.Progress;

/// <summary>What a learner has done with one confirmation test.</summary>
internal sealed record QuestionRecord
{
    /// <summary>What became of the last answer.</summary>
    public QuestionState State { get; init; }

    /// <summary>Whether any answer was right; a later wrong one does not take that back.</summary>
    public bool WasRight { get; init; }

    /// <summary>How many answers were wrong.</summary>
    public int WrongTries { get; init; }

    /// <summary>How many hints were asked for.</summary>
    public int Hints { get; init; }

    /// <summary>Whether the answer was shown on request.</summary>
    public bool Revealed { get; init; }

    /// <summary>The last answer, as the card repeats it.</summary>
    public string? Answer { get; init; }

    /// <summary>Of a free text: the key points that the learner marked; null before that.</summary>
    public int[]? Marked { get; init; }

    /// <summary>When the last of this happened.</summary>
    public DateTime At { get; init; }

    /// <summary>Whether nothing is left to do: answered right, or a free text that the learner has marked.</summary>
    public bool IsDone => State == QuestionState.Right || (State == QuestionState.Open && Marked is not null);
}

/// <summary>What became of the last answer to a question.</summary>
internal enum QuestionState
{
    /// <summary>There was none.</summary>
    Unanswered,

    /// <summary>It was wrong.</summary>
    Wrong,

    /// <summary>It was right.</summary>
    Right,

    /// <summary>It was a free text, which the learner compares with the model answer.</summary>
    Open,
}
