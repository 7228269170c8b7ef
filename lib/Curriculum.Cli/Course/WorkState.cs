namespace Curriculum.Cli.Course;

/// <summary>How far a learner is with a section.</summary>
internal enum WorkState
{
    /// <summary>There is no copy in <c>work/</c>.</summary>
    NotStarted,

    /// <summary>There is a copy, as it was made.</summary>
    Started,

    /// <summary>The copy differs from the published lesson.</summary>
    Edited,
}
