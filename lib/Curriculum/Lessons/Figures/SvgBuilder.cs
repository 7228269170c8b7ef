using System.Globalization;
using System.Text;

namespace Curriculum.Lessons.Figures;

/// <summary>Writes SVG, one element a line. No id is ever used, so that any number of figures may stand on one page.</summary>
internal sealed class SvgBuilder
{
    public const string Ink = "#222222";
    public const string Grey = "#6b6b6b";
    public const string Faint = "#e4e4e4";
    public const string Contour = "#b8b8b8";
    private const int MostPlaces = 120;

    private const string Fonts = "system-ui, -apple-system, 'Segoe UI', 'Hiragino Sans', 'Noto Sans JP', 'Noto Sans CJK JP', 'Yu Gothic UI', Meiryo, sans-serif";
    private readonly StringBuilder _text = new();

    /// <summary>A place or a length: at most one decimal, so that the last bits of a value cannot show in the text.</summary>
    public static string Number(double value)
    {
        var rounded = Math.Round(value, 1, MidpointRounding.AwayFromZero);
        return (rounded == 0 ? 0 : rounded).ToString("0.#", CultureInfo.InvariantCulture);
    }

    public static string Escape(string text) => new StringBuilder(new string([.. text.Where(c => !char.IsControl(c) || c == '\n')]))
        .Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;").ToString();

    /// <summary>Opens the picture with its own background, so that it reads on light and on dark pages.</summary>
    public void Begin(double width, double height, string title, string description)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 {Number(width)} {Number(height)}\" width=\"{Number(width)}\" height=\"{Number(height)}\" ")
            .Append(CultureInfo.InvariantCulture, $"font-family=\"{Fonts}\" font-size=\"12\" fill=\"{Ink}\" style=\"max-width:100%;height:auto\">\n");
        _text.Append(CultureInfo.InvariantCulture, $"<title>{Escape(title)}</title>\n<desc>{Escape(description)}</desc>\n");
        _text.Append("<rect width=\"100%\" height=\"100%\" rx=\"4\" fill=\"#ffffff\"/>\n");
    }

    public string End() => _text.Append("</svg>").ToString();

    /// <summary>Writes &lt;name …/&gt;, or with <paramref name="tooltip"/> the element around its tooltip.</summary>
    public void Element(string name, string attributes, string? tooltip = null)
    {
        _text.Append('<').Append(name).Append(' ').Append(attributes);
        if (tooltip is null) _text.Append("/>\n");
        else _text.Append(CultureInfo.InvariantCulture, $"><title>{Escape(tooltip)}</title></{name}>\n");
    }

    public void Line(double x1, double y1, double x2, double y2, string stroke, double width = 1, string? dash = null) =>
        Element("path", $"d=\"M{Number(x1)} {Number(y1)}L{Number(x2)} {Number(y2)}\" stroke=\"{stroke}\" stroke-width=\"{Number(width)}\" fill=\"none\"{Dash(dash)}");

    public void Path(string data, string attributes, string? tooltip = null) => Element("path", $"d=\"{data}\" {attributes}", tooltip);

    /// <summary>A dot that goes through the places again and again, the same time at each. It rests on the last one where nothing can move, and is hidden from a reader who wants no motion.</summary>
    public void MovingDot(IReadOnlyList<(double X, double Y)> places, string color)
    {
        var every = Math.Max(1, (int)Math.Ceiling(places.Count / (double)MostPlaces));
        var (x, y) = places[^1];
        var shown = places.Where((_, i) => i % every == 0 || i == places.Count - 1).Select(p => $"{Number(p.X - x)},{Number(p.Y - y)}");
        _text.Append("<g class=\"moving-dot\"><style>@media (prefers-reduced-motion:reduce){.moving-dot{display:none}}</style>")
            .Append(CultureInfo.InvariantCulture, $"<circle cx=\"{Number(x)}\" cy=\"{Number(y)}\" r=\"5\" fill=\"{color}\" stroke=\"#ffffff\" stroke-width=\"1.5\">")
            .Append(CultureInfo.InvariantCulture, $"<animateMotion dur=\"8s\" repeatCount=\"indefinite\" calcMode=\"linear\" values=\"{string.Join(';', shown)}\"/></circle></g>\n");
    }

    public void Rectangle(double x, double y, double width, double height, string attributes, string? tooltip = null) =>
        Element("rect", $"x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\" {attributes}", tooltip);

    public void Image(double x, double y, double width, double height, byte[] png, string? tooltip = null) =>
        Element("image", $"x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\" preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\" href=\"data:image/png;base64,{Convert.ToBase64String(png)}\"", tooltip);

    public void Text(double x, double y, string text, string attributes = "") =>
        _text.Append(CultureInfo.InvariantCulture, $"<text x=\"{Number(x)}\" y=\"{Number(y)}\"{(attributes.Length > 0 ? " " + attributes : "")}>{Escape(text)}</text>\n");

    /// <summary>What is drawn until <see cref="EndGroup"/> is moved by (x, y).</summary>
    public void BeginGroup(double x, double y) => _text.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate({Number(x)} {Number(y)})\">\n");

    public void EndGroup() => _text.Append("</g>\n");

    /// <summary>What is drawn until <see cref="EndClip"/> is cut at the rectangle; places stay those of the page.</summary>
    public void BeginClip(Box box) =>
        _text.Append(CultureInfo.InvariantCulture, $"<svg x=\"{Number(box.Left)}\" y=\"{Number(box.Top)}\" width=\"{Number(box.Width)}\" height=\"{Number(box.Height)}\" viewBox=\"{Number(box.Left)} {Number(box.Top)} {Number(box.Width)} {Number(box.Height)}\" overflow=\"hidden\">\n");

    public void EndClip() => _text.Append("</svg>\n");

    public static string Dash(string? dash) => dash is null ? "" : $" stroke-dasharray=\"{dash}\"";
}
