namespace Curriculum.Lessons.Experiments;

/// <summary>A results file is not there or cannot be read: the message says which, and the command that makes it.</summary>
public sealed class ResultsException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was looked for, what was found, the command.</param>
    /// <param name="inner">What went wrong underneath.</param>
    public ResultsException(string message, Exception? inner = null) : base(message, inner)
    {
    }
}
