using System.CommandLine;

namespace Curriculum.Cli.Commands;

/// <summary>The argument that says which notebooks a command is for.</summary>
internal static class TargetArgument
{
    public static Argument<string> Create() => new("what") { HelpName = "section|file|all", Description = "A section (day2/section1), a Day (day2), a notebook file, a folder, or all." };
}
