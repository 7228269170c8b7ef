using Curriculum.Engine.Documents;

namespace Curriculum.Engine.Export;

/// <summary>An exported notebook.</summary>
/// <param name="Html">The page: one file that needs nothing else.</param>
/// <param name="Problems">What could not be shown as meant (an unknown command in a formula, an image that is not there), each with its cell; the page shows the source instead.</param>
public sealed record HtmlPage(string Html, IReadOnlyList<string> Problems)
{
    /// <summary>Writes the page, atomically.</summary>
    /// <exception cref="IOException">The file cannot be written; it is as it was.</exception>
    public void Write(string path) => AtomicFile.WriteText(path, Html);
}
