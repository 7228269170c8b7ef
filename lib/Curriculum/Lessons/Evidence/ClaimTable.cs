using System.Net;
using System.Text;
using Curriculum.Lessons.Figures;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Evidence;

/// <summary>Draws the table of claims.</summary>
internal static class ClaimTable
{
    private static readonly Dictionary<ClaimOutcome, (string Mark, Bilingual Words)> Outcomes = new()
    {
        [ClaimOutcome.NotMeasured] = ("·", new("not measured", "未測定")),
        [ClaimOutcome.Reproduced] = ("✓", new("reproduced", "再現")),
        [ClaimOutcome.Refuted] = ("✗", new("refuted", "反証")),
        [ClaimOutcome.TooStrong] = ("≈", new("too strong", "言い過ぎ")),
        [ClaimOutcome.Illustrated] = ("◦", new("illustrated", "例示")),
        [ClaimOutcome.NotSeen] = ("–", new("not seen here", "ここでは見られず")),
    };

    public static string ToHtml(ClaimFile file, IReadOnlyDictionary<string, double[]> measured, string dataset)
    {
        var html = new StringBuilder("<table style=\"border-collapse:collapse;max-width:60em\">\n<thead><tr>");
        foreach (var header in new[] { "claim · 主張", "holds if · 条件", "reference · 基準", "measured · 測定", "outcome · 結果" })
            html.Append($"<th style=\"text-align:left;padding:3px 10px;border-bottom:2px solid #888\">{header}</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var claim in file.Claims)
        {
            var (mark, words) = Outcomes[claim.Judge(measured, dataset)];
            html.Append("<tr>")
                .Append(Cell($"{Encode(claim.Says.En)}<details><summary>日本語</summary>{Encode(claim.Says.Ja)}</details>"))
                .Append(Cell(Lines(Conditions(claim))))
                .Append(Cell(Lines(References(claim, dataset))))
                .Append(Cell(Lines(Measured(claim, measured))))
                .Append(Cell($"<strong>{mark} {Encode(words.En)}</strong><br>{Encode(words.Ja)}"))
                .Append("</tr>\n");
        }
        html.Append("</tbody></table>\n");
        foreach (var note in Notes(file, dataset)) html.Append($"<div style=\"margin-top:4px\">{Encode(note.En)}<details><summary>日本語</summary>{Encode(note.Ja)}</details></div>\n");
        return html.ToString().TrimEnd('\n');
    }

    public static string ToText(ClaimFile file, IReadOnlyDictionary<string, double[]> measured, string dataset)
    {
        var text = new StringBuilder();
        foreach (var claim in file.Claims)
        {
            var (mark, words) = Outcomes[claim.Judge(measured, dataset)];
            text.Append($"{mark} {words.En} · {words.Ja}\n");
            foreach (var line in TextMeasure.WrapColumns(claim.Says.En, 96).Concat(TextMeasure.WrapColumns(claim.Says.Ja, 96))) text.Append($"    {line}\n");
            foreach (var (label, lines) in new[] { ("holds if", Conditions(claim)), ("reference", References(claim, dataset)), ("measured", Measured(claim, measured)) })
                foreach (var line in lines) text.Append($"      {label,-9}  {line}\n");
        }
        foreach (var note in Notes(file, dataset)) text.Append($"{note.En}\n{note.Ja}\n");
        return text.ToString().TrimEnd('\n');
    }

    private static IEnumerable<string> Conditions(Claim claim) => claim.Holds.Select(c => c.InWords()).Concat(claim.HoldsFully.Select(c => c.InWords() + " (to hold fully)"));

    private static IEnumerable<string> References(Claim claim, string dataset)
    {
        foreach (var id in claim.Conditions.Select(c => c.Band).OfType<string>().Distinct())
        {
            // Without a band on this data the reader still sees what others got elsewhere.
            var bands = Band.All.Where(b => b.Id == id).OrderByDescending(b => b.Dataset == dataset).ToArray();
            if (bands.Length > 0) yield return $"{NumberText.Fixed(bands[0].Low, 4)}–{NumberText.Fixed(bands[0].High, 4)} ({bands[0].Dataset}, {bands[0].Runs} runs): {id}";
        }
    }

    private static IEnumerable<string> Measured(Claim claim, IReadOnlyDictionary<string, double[]> measured)
    {
        foreach (var measure in claim.Measures)
        {
            if (!measured.TryGetValue(measure, out var values)) yield return $"{measure}: –";
            else if (values.Length == 1) yield return $"{measure}: {NumberText.Short(values[0])}";
            else yield return $"{measure}: {NumberText.Short(Condition.Median(values))} ({NumberText.Short(values.Min())}–{NumberText.Short(values.Max())}, {values.Length} seeds)";
        }
    }

    private static IEnumerable<Bilingual> Notes(ClaimFile file, string dataset)
    {
        yield return new($"Claims: {file.Report.En}. Data: {dataset}.", $"主張の出典: {file.Report.Ja}。データ: {dataset}。");
        if (dataset == "digits" && file.Claims.Any(claim => !claim.IsMathematics))
            yield return new("These digits were made for the course: a run on them can illustrate a claim about MNIST, never reproduce or refute it.", "この手書き風数字は本コースのために生成したものです。MNIST についての主張を例示することはできますが、再現も反証もできません。");
    }

    private static string Cell(string content) => $"<td style=\"vertical-align:top;padding:4px 10px;border-bottom:1px solid #ccc\">{content}</td>";

    // A hanging indent: the names of measures break over lines, and one condition must not look like two.
    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => $"<div style=\"padding-left:1em;text-indent:-1em;font-size:0.9em\">{Encode(line)}</div>"));

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
