namespace Curriculum.Cli;

/// <summary>An error that is told to the learner as one message, without a stack trace.</summary>
/// <param name="message">What was asked, what was found and what to do.</param>
/// <param name="exitCode">One of <see cref="ExitCode"/>.</param>
/// <param name="inner">The cause, if there is one.</param>
internal sealed class CliException(string message, int exitCode, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What the process returns.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>Something the command line names is wrong: exit code 2.</summary>
    public static CliException Usage(string message, Exception? inner = null) => new(message, Cli.ExitCode.Usage, inner);

    /// <summary>The command was right, the work failed: exit code 1.</summary>
    public static CliException Failed(string message, Exception? inner = null) => new(message, Cli.ExitCode.Failed, inner);
}
