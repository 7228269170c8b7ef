using Curriculum.Engine.Documents;
using Curriculum.Engine.Export;

namespace Curriculum.Cli.Output;

/// <summary>The page that <c>--html</c> asks for.</summary>
internal sealed class PageFile
{
    private readonly string _path;

    private PageFile(string path) => _path = path;

    /// <summary>The file that the learner named, checked before anything runs.</summary>
    /// <exception cref="CliException">It cannot be the page of these notebooks.</exception>
    public static PageFile For(CliHost host, string typed, IReadOnlyList<string> notebooks)
    {
        var path = host.FullPath(typed);
        if (notebooks.Count > 1) throw CliException.Usage($"--html writes the page of one notebook; these are {notebooks.Count}. Name one of them.");
        // Whoever forgets the name of the page would otherwise write over what comes next on the command line.
        if (Path.GetExtension(path) is not (".html" or ".htm")) throw CliException.Usage($"--html must name a file that ends in .html, got '{typed}'.");
        if (!Directory.Exists(Path.GetDirectoryName(path))) throw CliException.Usage($"--html: there is no folder {Path.GetDirectoryName(path)}.");
        WritableFile.Require(path, "--html");
        return new PageFile(path);
    }

    /// <summary>Writes the page whole; what could not be shown in it is told.</summary>
    /// <exception cref="IOException">It cannot be written; an older page is as it was.</exception>
    public void Write(Terminal terminal, Notebook notebook)
    {
        var page = HtmlExporter.Export(notebook);
        page.Write(_path);
        terminal.Out.WriteLine($"\npage: {_path}");
        foreach (var problem in page.Problems) terminal.Error.WriteLine($"page: {problem}");
    }
}
