namespace Curriculum.Display;

/// <summary>Formatters of pictures: as SVG, as HTML for hosts that know nothing else, and as text.</summary>
internal sealed class SvgFormatters
{
    public const string Svg = "image/svg+xml";

#pragma warning disable CA1822 // a host calls it on an instance that it makes
    public IEnumerable<object> CreateTypeFormatters() =>
#pragma warning restore CA1822
        [new ViewFormatter(Svg, ToSvg), new ViewFormatter(ViewFormatters.Html, ToSvg), new ViewFormatter(ViewFormatters.Plain, v => v.ToString() ?? "")];

    private static string ToSvg(object value) => ((ISvgView)value).ToSvg();
}
