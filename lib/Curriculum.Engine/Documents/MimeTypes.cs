namespace Curriculum.Engine.Documents;

/// <summary>The MIME types that the engine itself has to tell apart.</summary>
public static class MimeTypes
{
    /// <summary>text/plain</summary>
    public const string Plain = "text/plain";

    /// <summary>text/html</summary>
    public const string Html = "text/html";

    /// <summary>text/markdown</summary>
    public const string Markdown = "text/markdown";

    /// <summary>text/latex</summary>
    public const string Latex = "text/latex";

    /// <summary>image/svg+xml</summary>
    public const string Svg = "image/svg+xml";

    /// <summary>image/png, base64 in a notebook</summary>
    public const string Png = "image/png";

    /// <summary>image/jpeg, base64 in a notebook</summary>
    public const string Jpeg = "image/jpeg";

    /// <summary>Whether nbformat stores this type as JSON instead of text: <c>application/json</c> and every <c>*+json</c>.</summary>
    public static bool IsJson(string mimeType) =>
        mimeType == "application/json" || mimeType.EndsWith("+json", StringComparison.Ordinal);
}
