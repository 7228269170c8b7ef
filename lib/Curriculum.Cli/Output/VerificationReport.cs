using Curriculum.Engine.Verification;

namespace Curriculum.Cli.Output;

/// <summary>Says in what a run differs from what is stored, on one screen.</summary>
internal static class VerificationReport
{
    private const int Most = 5;

    /// <summary>The cell that failed, if one did, what the form lacks, then the differences.</summary>
    public static void Write(TextWriter writer, string notebook, Verification verification)
    {
        if (verification.Lesson.Run.Failure is { } failure) FailureReport.Write(writer, notebook, failure);

        foreach (var problem in verification.Form.Take(Most)) writer.WriteLine($"\n{problem}");
        if (verification.Form.Count > Most) writer.WriteLine($"\n… and {verification.Form.Count - Most} more in the form of {notebook}");

        // Every cell below one that failed differs; that it failed says it all. Likewise where no output was ever stored.
        var neverStored = verification.Lesson.Differences.FirstOrDefault(difference => difference.Kind == CellDifferenceKind.NeverStored);
        var differences = neverStored is not null ? [neverStored] : verification.Lesson.Differences.Where(difference => difference.Kind != CellDifferenceKind.NotExecuted).ToList();
        foreach (var (index, difference) in differences.Take(Most).Index())
        {
            // One screen: only the first difference is shown in full.
            writer.WriteLine($"\n{difference with { Notebook = notebook, Diff = index == 0 ? difference.Diff : "" }}");
        }
        if (differences.Count > Most) writer.WriteLine($"\n… and {differences.Count - Most} more in {notebook}");
        if (verification.Lesson.Run.Cells.Count < verification.Lesson.Run.Count) writer.WriteLine($"\n{verification.Lesson.Run.Count - verification.Lesson.Run.Cells.Count} cells below were not run.");
    }
}
