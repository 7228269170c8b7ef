using System.Net;

namespace Curriculum.Display;

/// <summary>Formatters of values that say themselves how they look: as HTML (<see cref="IHtmlView"/>, else their text with its line breaks) and as text.</summary>
internal sealed class ViewFormatters
{
    public const string Html = "text/html";
    public const string Plain = "text/plain";

#pragma warning disable CA1822 // a host calls it on an instance that it makes
    public IEnumerable<object> CreateTypeFormatters() =>
#pragma warning restore CA1822
        [new ViewFormatter(Html, ToHtml), new ViewFormatter(Plain, v => v.ToString() ?? "")];

    private static string ToHtml(object value) => value is IHtmlView view ? view.ToHtml() : $"<pre>{WebUtility.HtmlEncode(value.ToString())}</pre>";
}
