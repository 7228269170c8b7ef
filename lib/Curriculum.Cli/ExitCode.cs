namespace Curriculum.Cli;

/// <summary>What the process returns to the shell.</summary>
internal static class ExitCode
{
    /// <summary>All is well.</summary>
    public const int Fine = 0;

    /// <summary>The command was understood, and something differs, failed or was cancelled.</summary>
    public const int Failed = 1;

    /// <summary>The command line names something that does not exist, or cannot be read.</summary>
    public const int Usage = 2;
}
