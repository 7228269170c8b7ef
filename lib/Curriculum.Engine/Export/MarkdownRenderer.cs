using System.Text.Json.Nodes;
using Curriculum.Engine.Documents;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Curriculum.Engine.Export;

/// <summary>Markdown as GitHub and Jupyter know it (tables, task lists, footnotes, HTML such as <c>details</c>, formulas) as HTML without references to other files.</summary>
/// <param name="folder">Where images are; null when the notebook has no file.</param>
internal sealed class MarkdownRenderer(string? folder)
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseTaskLists()
        .UseFootnotes()
        .UseAutoLinks()
        .UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough)
        .UseAutoIdentifiers(AutoIdentifierOptions.GitHub)
        .UseMathematics()
        .Build();

    /// <summary>The HTML; what could not be rendered is added to <paramref name="problems"/>.</summary>
    public string Render(string markdown, JsonObject? attachments, List<string> problems)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var image in document.Descendants<LinkInline>().Where(link => link.IsImage))
            image.Url = InlineImage(image.Url ?? "", attachments, problems);
        using var writer = new StringWriter { NewLine = "\n" };
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.RemoveAll(r => r is Markdig.Extensions.Mathematics.HtmlMathInlineRenderer or Markdig.Extensions.Mathematics.HtmlMathBlockRenderer);
        renderer.ObjectRenderers.Insert(0, new MathInlineRenderer(problems));
        renderer.ObjectRenderers.Insert(0, new MathBlockRenderer(problems));
        renderer.Render(document);
        return writer.ToString();
    }

    private string InlineImage(string url, JsonObject? attachments, List<string> problems)
    {
        if (url.StartsWith("data:", StringComparison.Ordinal))
            return url;
        if (url.StartsWith("attachment:", StringComparison.Ordinal))
        {
            if ((attachments?[Uri.UnescapeDataString(url["attachment:".Length..])] as JsonObject)?.FirstOrDefault() is { Value: { } data, Key: var mimeType })
                return $"data:{mimeType};base64,{data.ToString().ReplaceLineEndings("")}";
        }
        else if (folder is not null && MimeType(url) is { } mimeType && !url.Contains("://", StringComparison.Ordinal))
        {
            var path = Path.Combine(folder, Uri.UnescapeDataString(url));
            if (File.Exists(path))
                return $"data:{mimeType};base64,{Convert.ToBase64String(File.ReadAllBytes(path))}";
        }
        problems.Add($"the image {url} is not a file beside the notebook, so the page cannot hold it. Save it there as png, jpg, gif, webp or svg.");
        return "data:,";
    }

    private static string? MimeType(string url) => Path.GetExtension(url).ToLowerInvariant() switch
    {
        ".png" => MimeTypes.Png,
        ".jpg" or ".jpeg" => MimeTypes.Jpeg,
        ".gif" => "image/gif",
        ".webp" => "image/webp",
        ".svg" => MimeTypes.Svg,
        _ => null,
    };
}
