namespace Curriculum.Engine.Documents;

/// <summary>The two text streams of a process; nbformat calls them <c>stdout</c> and <c>stderr</c>.</summary>
public enum StreamName
{
    /// <summary>What <see cref="Console.Out"/> was given.</summary>
    Output,

    /// <summary>What <see cref="Console.Error"/> was given.</summary>
    Error,
}
