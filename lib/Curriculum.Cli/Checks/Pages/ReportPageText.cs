using System.Text;
using Curriculum.Cli.Course;
using Curriculum.Lessons.Questions;

namespace Curriculum.Cli.Checks.Pages;

/// <summary>Writes the page of a report in Markdown, in both languages.</summary>
internal static class ReportPageText
{
    /// <summary>The page of a Day.</summary>
    /// <param name="sections">Its sections, at least one.</param>
    public static string Write(IReadOnlyList<ReportSection> sections)
    {
        var rows = sections.SelectMany(section => section.Rows).ToList();
        var counts = rows.GroupBy(row => row.Outcome).OrderByDescending(group => group.Count()).ThenBy(group => group.Key.En, StringComparer.Ordinal).ToList();
        var text = new StringBuilder();
        text.Append($"# Day {sections[0].Section.Day}: what the report says, and what came of it · レポートの主張とその結果\n\n")
            .Append("A learner's public report on this Day, sentence by sentence: the cell that puts it to the test, and the outcome, which the lesson computes from its measurements. ")
            .Append("*Reproduced*: borne out, on real data or by arithmetic. *Too strong*: right in part, not as far as the words go. *Refuted*: not borne out. *Shown*: a formula, a definition or a program that a cell computes.\n\n")
            .Append($"{rows.Count} rows: {string.Join(", ", counts.Select(group => $"{group.Count()} {Bare(group.Key.En)}"))}. `curriculum update` writes this page from the lessons, `curriculum check` compares it.\n\n");
        Folded(text,
            "受講者が公開している学習レポートを、一文ずつたどります。どのセルがその文を検証するか、そして結果はどうだったかを示します。結果はレッスンが測定値から計算したものです。"
            + "*再現*: 本物のデータ、または計算によって裏付けられた。*言い過ぎ*: 一部は正しいが、言葉どおりとまでは言えない。*反証*: 裏付けられなかった。*提示*: 式、定義、プログラムで、セルが計算して見せるもの。\n\n"
            + $"全 {rows.Count} 行: {string.Join("、", counts.Select(group => $"{Bare(group.Key.Ja)} {group.Count()}"))}。このページは `curriculum update` がレッスンから書き、`curriculum check` が照合します。");
        foreach (var section in sections)
        {
            var lesson = $"{Path.GetFileName(section.Section.Folder)}/{Section.LessonFile}";
            text.Append($"\n## Section {section.Section.Number}: {section.Title.En} · {section.Title.Ja}\n\n").Append(Table(section, lesson, english: true)).Append('\n');
            Folded(text, Table(section, lesson, english: false).TrimEnd('\n'));
        }
        return text.ToString();
    }

    private static string Table(ReportSection section, string lesson, bool english)
    {
        string In(Bilingual words) => Escaped(english ? words.En : words.Ja);
        var text = new StringBuilder((english ? "| the report says | cell | outcome |\n" : "| レポートの文 | セル | 結果 |\n") + "|---|---|---|\n");
        foreach (var row in section.Rows)
            text.Append($"| {In(row.Says)} | [{In(row.Heading)}]({lesson}#cell-id={row.Cell}) `{row.Cell}` | {In(row.Outcome)} |\n");
        return text.ToString();
    }

    private static void Folded(StringBuilder text, string japanese) => text.Append("<details><summary>日本語</summary>\n\n").Append(japanese).Append("\n\n</details>\n");

    // A pipe ends a cell of the table.
    private static string Escaped(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    // Without the mark: "✓ reproduced".
    private static string Bare(string outcome) => outcome.TrimStart('·', '✓', '✗', '≈', '◦', '–', ' ');
}
