using System.Text;
using Curriculum.Engine.Documents;
using Curriculum.Engine.Export.Mathematics;

namespace Curriculum.Engine.Export;

/// <summary>Turns a notebook into one self-contained HTML page: prose, highlighted code, outputs, every figure inline; light and dark; printable.</summary>
/// <remarks>The page loads nothing and runs no script, so it looks the same without a network, in a mail and in a PDF.</remarks>
public static class HtmlExporter
{
    private static readonly Lazy<string> Style = new(() =>
    {
        using var resource = typeof(HtmlExporter).Assembly.GetManifestResourceStream("Curriculum.Engine.Export.page.css")!;
        return new StreamReader(resource).ReadToEnd() + Fence.StyleSheet();
    });

    /// <summary>The page of a notebook with the outputs that it has.</summary>
    /// <param name="notebook">The notebook; images of its prose are read from beside its file.</param>
    /// <param name="title">The page's title; by default the notebook's first heading.</param>
    public static HtmlPage Export(Notebook notebook, string? title = null)
    {
        var problems = new List<string>();
        var markdown = new MarkdownRenderer(notebook.Path is null ? null : Path.GetDirectoryName(Path.GetFullPath(notebook.Path)));
        var body = new StringBuilder();
        foreach (var cell in notebook.Cells)
        {
            var found = new List<string>();
            body.Append(Render(cell, markdown, found));
            problems.AddRange(found.Select(problem => $"cell {cell.Id}: {problem}"));
        }
        var page = $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <link rel="icon" href="data:,">
            <title>{HtmlText.Encode(title ?? FirstHeading(notebook) ?? "Notebook")}</title>
            <style>
            {Style.Value}</style>
            </head>
            <body>
            <main>
            {body}</main>
            </body>
            </html>

            """;
        return new HtmlPage(LineEndings.ToLf(page), problems);
    }

    private static string Render(Cell cell, MarkdownRenderer markdown, List<string> problems) => cell.Kind switch
    {
        CellKind.Markdown => $"""<section class="cell prose" id="cell-{cell.Id}">{"\n"}{markdown.Render(cell.Source, cell.Attachments, problems)}</section>{"\n"}""",
        CellKind.Code when cell.Source.Length + cell.Outputs.Count == 0 => "",
        CellKind.Code => $"""<section class="cell code" id="cell-{cell.Id}">{"\n"}<pre class="source"><code>{CSharpHighlighter.Highlight(cell.Source)}</code></pre>{"\n"}{OutputRenderer.Render(cell.Outputs, markdown, problems)}</section>{"\n"}""",
        _ => $"""<section class="cell raw" id="cell-{cell.Id}"><pre>{HtmlText.Encode(cell.Source)}</pre></section>{"\n"}""",
    };

    private static string? FirstHeading(Notebook notebook) =>
        notebook.Cells.Where(cell => cell.Kind == CellKind.Markdown).SelectMany(cell => cell.Source.Split('\n'))
            .FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal))?[2..].Trim();
}
