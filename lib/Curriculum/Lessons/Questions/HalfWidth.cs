namespace Curriculum.Lessons.Questions;

/// <summary>What a Japanese keyboard types in full width, in half width.</summary>
/// <remarks>string.Normalize would do it, but not where the runtime carries no culture data.</remarks>
internal static class HalfWidth
{
    public static string Of(string text) => string.Concat(text.Select(c => c switch
    {
        >= '！' and <= '～' => (char)(c - 0xFEE0),
        '\u3000' => ' ',
        _ => c,
    }));
}
