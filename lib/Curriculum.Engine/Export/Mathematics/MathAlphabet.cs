using System.Text;

namespace Curriculum.Engine.Export.Mathematics;

/// <summary>Letters in the styles of mathematics: <c>\mathbb{R}</c> is the character ℝ, as MathML Core wants it.</summary>
internal static class MathAlphabet
{
    // Unicode had these letters before the block at U+1D400, which leaves holes at their places.
    private static readonly Dictionary<int, string> Older = new()
    {
        [0x1D53A] = "ℂ",
        [0x1D53F] = "ℍ",
        [0x1D545] = "ℕ",
        [0x1D547] = "ℙ",
        [0x1D548] = "ℚ",
        [0x1D549] = "ℝ",
        [0x1D551] = "ℤ",
        [0x1D49D] = "ℬ",
        [0x1D4A0] = "ℰ",
        [0x1D4A1] = "ℱ",
        [0x1D4A3] = "ℋ",
        [0x1D4A4] = "ℐ",
        [0x1D4A7] = "ℒ",
        [0x1D4A8] = "ℳ",
        [0x1D4AD] = "ℛ",
        [0x1D4BA] = "ℯ",
        [0x1D4BC] = "ℊ",
        [0x1D4C4] = "ℴ",
        [0x1D506] = "ℭ",
        [0x1D50B] = "ℌ",
        [0x1D50C] = "ℑ",
        [0x1D515] = "ℜ",
        [0x1D51D] = "ℨ",
    };

    /// <summary>Double-struck: ℝ, 𝔼, 𝟙.</summary>
    public static string DoubleStruck(string text) => Map(text, 0x1D538, 0x1D552, 0x1D7D8);

    /// <summary>Script: ℒ, 𝒩.</summary>
    public static string Script(string text) => Map(text, 0x1D49C, 0x1D4B6, null);

    /// <summary>Fraktur: 𝔤.</summary>
    public static string Fraktur(string text) => Map(text, 0x1D504, 0x1D51E, null);

    private static string Map(string text, int capitalA, int smallA, int? zero)
    {
        var mapped = new StringBuilder();
        foreach (var c in text)
        {
            var code = c switch
            {
                >= 'A' and <= 'Z' => capitalA + (c - 'A'),
                >= 'a' and <= 'z' => smallA + (c - 'a'),
                >= '0' and <= '9' when zero is { } digit => digit + (c - '0'),
                _ => c,
            };
            mapped.Append(Older.TryGetValue(code, out var older) ? older : char.ConvertFromUtf32(code));
        }
        return mapped.ToString();
    }
}
