using System.Text.RegularExpressions;
using Curriculum.Cli.Course;
using Curriculum.Engine.Documents;
using Curriculum.Lessons.Events;
using Curriculum.Lessons.Evidence;
using Curriculum.Lessons.Figures;

namespace Curriculum.Cli.Checks.Runs;

/// <summary>What the stored table says of each claim is what the measurements and the bands say. A stale output is told anyway; this one says what it would make a reader believe.</summary>
internal sealed partial class StoredOutcomesAreComputed : IRunRule
{
    public IEnumerable<Problem> Problems(ExecutedLesson lesson, CourseContents contents) =>
        from heard in lesson.HeardOf<ClaimsShown>()
        let shown = heard.Happened.Claims
        from stored in lesson.Stored.Notebook.Cells.First(cell => cell.Id == heard.Cell).Outputs.OfType<DataOutput>().SelectMany(output => Tables(output.Data))
        let computed = Words(shown.ToString())
        where stored.Count == computed.Count
        from row in shown.File.Claims.Index()
        where stored[row.Index] != computed[row.Index]
        select new Problem(
            lesson.Stored.Name,
            heard.Cell,
            $"claim {row.Item.Id} is stored as '{stored[row.Index]}', but '{computed[row.Index]}' is what follows from {string.Join("; ", row.Item.Conditions.Select(condition => Facts(condition, shown.Values, shown.Dataset)))}.",
            "Store what is computed: `curriculum update`.");

    /// <summary>The outcomes that a stored output shows, in the order of the claims, in each of its representations.</summary>
    private static IEnumerable<IReadOnlyList<string>> Tables(MimeBundle data)
    {
        if (data.PlainText is { } text) yield return Words(text);
        if (data.TryGetValue(MimeTypes.Html, out var html)) yield return [.. Strong().Matches(html).Select(match => match.Groups["words"].Value)];
    }

    private static List<string> Words(string text) => [.. OutcomeText.In(text).Select(outcome => outcome.English)];

    private static string Facts(Condition condition, IReadOnlyDictionary<string, double[]> measured, string dataset)
    {
        var band = condition.BandOn(dataset) is { } b ? $" (band {NumberText.Short(b.Low)} to {NumberText.Short(b.High)})" : "";
        return string.Join(", ", condition.Measures.Select(measure => measured.TryGetValue(measure, out var values) ? $"{measure} = {NumberText.Short(Condition.Median(values))}" : $"{measure} not measured")) + band;
    }

    [GeneratedRegex("<strong>(?<words>[·✓✗≈◦–] [a-z ]+)</strong>")]
    private static partial Regex Strong();
}
