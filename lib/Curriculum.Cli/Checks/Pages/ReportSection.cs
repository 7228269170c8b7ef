using Curriculum.Cli.Checks.Runs;
using Curriculum.Cli.Course;
using Curriculum.Engine.Documents;
using Curriculum.Lessons.Questions;

namespace Curriculum.Cli.Checks.Pages;

/// <summary>What a page of a report says of one section.</summary>
/// <param name="Section">The section.</param>
/// <param name="Title">Its title.</param>
/// <param name="Rows">What the report says of it, in its order: claims, then formulas.</param>
internal sealed record ReportSection(Section Section, Bilingual Title, IReadOnlyList<ReportRow> Rows)
{
    private static readonly Bilingual Shown = new("shown", "提示");

    /// <summary>Reads it from the claims and the stored lesson; null where the section has no claims.</summary>
    /// <param name="repository">The checkout.</param>
    /// <param name="section">The section.</param>
    /// <param name="contents">The claims.</param>
    /// <param name="missing">Told what is named and is not there.</param>
    public static ReportSection? Read(Repository repository, Section section, CourseContents contents, ICollection<Problem> missing)
    {
        if (contents.Claims.FirstOrDefault(file => file.Section == section.Id) is not { } claims) return null;
        var data = CourseContents.ClaimFileOf(section.Id);
        var cells = StoredLesson.Read(repository, section.Lesson).Notebook.Cells;
        var table = cells.FirstOrDefault(cell => cell.Kind == CellKind.Code && cell.Source.Contains($"Claims.Of(\"{section.Id}\"", StringComparison.Ordinal));
        var outcomes = table?.Outputs.OfType<DataOutput>().Select(output => OutcomeText.In(output.Data.PlainText ?? "")).FirstOrDefault(found => found.Count > 0) ?? [];
        if (table is null || outcomes.Count != claims.Claims.Length)
        {
            missing.Add(new Problem(repository.Relative(section.Lesson), table?.Id, $"{claims.Claims.Length} claims of {data} need an outcome, stored are {outcomes.Count}.", "Show `Claims.Of(…)` in the lesson, then `curriculum update`."));
            return null;
        }

        var rows = claims.Claims.Zip(outcomes, (claim, outcome) => Row(claim.Id, claim.Says, claim.Cell ?? table.Id, new(outcome.English, outcome.Japanese)))
            .Concat(claims.Formulas.Select(formula => Row(formula.Id, formula.Says, formula.Cell, Shown)));
        var metadata = section.ReadMetadata();
        return new ReportSection(section, new(metadata.English, metadata.Japanese), [.. rows]);

        ReportRow Row(string id, Bilingual says, string cell, Bilingual outcome)
        {
            if (!cells.Any(c => c.Id == cell))
                missing.Add(new Problem(data, id, $"the cell '{cell}' is not in {repository.Relative(section.Lesson)}.", "Name a cell of the lesson."));
            return new ReportRow(says, cell, Heading(cells.TakeWhile(c => c.Id != cell)), outcome);
        }
    }

    // A heading is in both languages: "## 3. Convolution by hand · 手で計算する畳み込み".
    private static Bilingual Heading(IEnumerable<Cell> before)
    {
        var line = before.Where(cell => cell.Kind == CellKind.Markdown)
            .Select(cell => cell.Source.Split("<details>")[0].Split('\n').LastOrDefault(line => line.StartsWith('#')))
            .LastOrDefault(line => line is not null) ?? "# Setup · 準備";
        var words = line.TrimStart('#').Trim().Split(" · ");
        return new(words[0], words[^1]);
    }
}

/// <summary>One line of a page.</summary>
/// <param name="Says">What the report says.</param>
/// <param name="Cell">The cell that shows it.</param>
/// <param name="Heading">The heading that the cell stands under.</param>
/// <param name="Outcome">What came of it.</param>
internal sealed record ReportRow(Bilingual Says, string Cell, Bilingual Heading, Bilingual Outcome);
