using System.Text;

namespace Curriculum.Engine.Export.Mathematics;

/// <summary>Brackets as tall as what they enclose, and braces as wide.</summary>
/// <remarks>
/// A browser can stretch a bracket only if the machine has a font with an OpenType MATH table, which many lack; and Chromium paints a stretched brace
/// only in part where it crosses the border of two tiles. So the page hides the characters (they stay for copying and for screen readers) and draws
/// brackets and braces as backgrounds that stretch by themselves.
/// </remarks>
internal static class Fence
{
    // Drawn in a box of 10 × 100 that is stretched to the height of the formula; the closing ones are mirror images.
    private static readonly (string Open, string Close, string Name, string Path)[] Shapes =
    [
        ("(", ")", "paren", "M8,1C1,22 1,78 8,99"),
        ("[", "]", "bracket", "M8,1H3V99H8"),
        ("{", "}", "brace", "M9,1C4,1 5,18 5,34C5,46 4,50 1,50C4,50 5,54 5,66C5,82 4,99 9,99"),
        ("|", "|", "bar", "M5,0V100"),
        ("‖", "‖", "bars", "M3,0V100M7,0V100"),
        ("⟨", "⟩", "angle", "M8,1L2,50L8,99"),
        ("⌊", "⌋", "floor", "M3,1V99H8"),
        ("⌈", "⌉", "ceil", "M3,99V1H8"),
        ("/", "/", "slash", "M1,99L9,1"),
    ];

    /// <summary>The body between two brackets; an empty bracket is invisible.</summary>
    public static string Around(string open, string body, string close)
    {
        var classes = string.Join(' ', new[] { "fence", Class("open", open), Class("close", close) }.OfType<string>());
        return $"""<mrow class="{classes}">{Edge("open", open)}{body}{Edge("close", close)}</mrow>""";
    }

    // Drawn in a box of 100 × 10 that is stretched to the width of the formula.
    private const string BraceUnder = "M0.5,1C0.5,5 1.5,5 4,5H46C48.5,5 50,6 50,9C50,6 51.5,5 54,5H96C98.5,5 99.5,5 99.5,1";

    /// <summary>The body with a brace above or below it.</summary>
    public static string Brace(string body, string mark, bool isOver) => isOver
        ? $"""<mover class="brace-over">{body}<mo class="edge" stretchy="false">{mark}</mo></mover>"""
        : $"""<munder class="brace-under">{body}<mo class="edge" stretchy="false">{mark}</mo></munder>""";

    /// <summary>The style sheet that draws brackets and braces, for light and dark pages.</summary>
    public static string StyleSheet()
    {
        var css = new StringBuilder();
        css.Append(":root {\n").Append(Variables("%231b1f24")).Append("}\n");
        css.Append("@media screen and (prefers-color-scheme: dark) { :root {\n").Append(Variables("%23e6edf3")).Append("} }\n");
        css.Append(".fence { padding: 0.08em 0; --open: none; --close: none; background: var(--open) left / 0.4em 100% no-repeat, var(--close) right / 0.4em 100% no-repeat; }\n");
        css.Append(".brace-under > :first-child { padding-bottom: 0.5em; background: var(--brace-under) bottom / 100% 0.4em no-repeat; }\n");
        css.Append(".brace-over > :first-child { padding-top: 0.5em; background: var(--brace-over) top / 100% 0.4em no-repeat; }\n");
        // A printer leaves backgrounds out unless they are said to matter.
        css.Append(".fence, .brace-under > :first-child, .brace-over > :first-child { print-color-adjust: exact; }\n");
        css.Append(".fence > .edge, .brace-under > .edge, .brace-over > .edge { font-size: 0; }\n");
        foreach (var side in (string[])["open", "close"])
        {
            css.Append($".fence[class*=\"{side}-\"] {{ padding-{(side == "open" ? "left" : "right")}: 0.45em; }}\n");
            foreach (var shape in Shapes)
                css.Append($".{side}-{shape.Name} {{ --{side}: var(--{side}-{shape.Name}); }}\n");
        }
        return css.ToString();
    }

    // One that is not drawn, such as the ] that opens ]a, b[, stays a character.
    private static string Edge(string side, string bracket) =>
        bracket.Length == 0 ? "" : $"""<mo{(Class(side, bracket) is null ? "" : " class=\"edge\"")} fence="true" stretchy="true">{HtmlText.Encode(bracket)}</mo>""";

    private static string? Class(string side, string bracket) =>
        Shapes.Where(shape => bracket == (side == "open" ? shape.Open : shape.Close)).Select(shape => $"{side}-{shape.Name}").FirstOrDefault();

    private static string Variables(string ink) => string.Concat(Shapes.Select(shape =>
        $"  --open-{shape.Name}: {Image(shape.Path, ink, "")};\n  --close-{shape.Name}: {Image(shape.Path, ink, shape.Open == shape.Close ? "" : " transform='matrix(-1 0 0 1 10 0)'")};\n"))
        + $"  --brace-under: {Image(BraceUnder, ink, "", "100 10")};\n  --brace-over: {Image(BraceUnder, ink, " transform='matrix(1 0 0 -1 0 10)'", "100 10")};\n";

    private static string Image(string path, string ink, string transform, string box = "10 100") =>
        $"url(\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {box}' preserveAspectRatio='none'>"
        + $"<path d='{path}'{transform} fill='none' stroke='{ink}' stroke-width='1.2' vector-effect='non-scaling-stroke'/></svg>\")";
}
