namespace Curriculum.Cli.Output;

/// <summary>Finds the headings of a cell of prose.</summary>
internal static class Headings
{
    /// <summary>The texts of the lines that begin with one to six number signs and a space, outside of code fences.</summary>
    public static IEnumerable<string> Of(string markdown)
    {
        var fenced = false;
        foreach (var line in markdown.Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) fenced = !fenced;
            if (fenced) continue;
            var text = line.TrimStart('#');
            var level = line.Length - text.Length;
            if (level is > 0 and <= 6 && text.StartsWith(' ')) yield return text.Trim();
        }
    }
}
