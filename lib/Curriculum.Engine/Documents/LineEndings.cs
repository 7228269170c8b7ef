namespace Curriculum.Engine.Documents;

/// <summary>The one rule about line ends: LF.</summary>
internal static class LineEndings
{
    // Not string.ReplaceLineEndings: that one also turns form feeds and U+2028 into line ends.
    public static string ToLf(string text) =>
        text.Contains('\r') ? text.Replace("\r\n", "\n").Replace('\r', '\n') : text;
}
