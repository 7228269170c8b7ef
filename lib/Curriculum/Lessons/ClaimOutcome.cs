namespace Curriculum.Lessons;

/// <summary>What a measurement says about a claim. It is always computed.</summary>
public enum ClaimOutcome
{
    /// <summary>Nothing was measured for it.</summary>
    NotMeasured,

    /// <summary>Borne out, on the data set of the report or on real data like it.</summary>
    Reproduced,

    /// <summary>Not borne out on real data.</summary>
    Refuted,

    /// <summary>What is measured goes its way, but not as far as its words.</summary>
    TooStrong,

    /// <summary>Borne out on data that was made for the course: seen, not proven.</summary>
    Illustrated,

    /// <summary>Not seen on data that was made for the course.</summary>
    NotSeen,
}
