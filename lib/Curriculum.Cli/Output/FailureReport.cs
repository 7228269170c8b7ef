using Curriculum.Engine.Running;

namespace Curriculum.Cli.Output;

/// <summary>Says which cell failed, and how.</summary>
internal static class FailureReport
{
    /// <summary>The notebook, the cell, the message and the line of the source.</summary>
    public static void Write(TextWriter writer, string notebook, CellRun failure)
    {
        writer.WriteLine();
        writer.WriteLine($"{notebook}: cell {failure.Cell.Id} failed.");
        foreach (var line in (failure.Result.Error?.PlainText ?? "It ended without a report.").Split('\n')) writer.WriteLine($"    {line}");
    }
}
