using Curriculum.Engine.Documents;
using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Formatting;

namespace Curriculum.Engine.Execution;

/// <summary>Turns values into MIME bundles by Microsoft.DotNet.Interactive.Formatting, with the settings of .NET Interactive.</summary>
/// <remarks>
/// Two additions: a number, date or other single word is shown as text/plain only (its HTML says no more, in ten lines),
/// and every other value also gets a text/plain twin, for terminals and for reading a diff.
/// </remarks>
internal static class ValueFormatter
{
    private static readonly Type[] PlainTypes =
    [
        typeof(string), typeof(char), typeof(bool), typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong),
        typeof(Int128), typeof(UInt128), typeof(Half), typeof(float), typeof(double), typeof(decimal), typeof(System.Numerics.BigInteger), typeof(System.Numerics.Complex),
        typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan), typeof(Guid), typeof(Type),
    ];

    /// <summary>Forgets the formatters that cells of an earlier notebook registered; the registry is one per process.</summary>
    public static void Reset()
    {
        Formatter.ResetToDefault();
        Formatter.DefaultMimeType = HtmlFormatter.MimeType;
        foreach (var type in PlainTypes)
            Formatter.SetPreferredMimeTypesFor(type, PlainTextFormatter.MimeType);
    }

    /// <summary>The value in the given MIME types or, when none is given, in those that its type prefers.</summary>
    public static MimeBundle Format(object? value, params IReadOnlyCollection<string> mimeTypes)
    {
        IEnumerable<string> shown = mimeTypes.Count > 0 ? mimeTypes : PreferredMimeTypes(value);
        return new MimeBundle(shown.Select(mimeType => KeyValuePair.Create(mimeType, value.ToDisplayString(mimeType))));
    }

    private static List<string> PreferredMimeTypes(object? value)
    {
        if (value is null or Enum)
            return [PlainTextFormatter.MimeType];
        var preferred = Formatter.GetPreferredMimeTypesFor(value.GetType()).Distinct().ToList();
        // The plain text of an HTML fragment is its source code, which helps nobody.
        if (value is not IHtmlContent && preferred.Contains(HtmlFormatter.MimeType) && !preferred.Contains(PlainTextFormatter.MimeType))
            preferred.Add(PlainTextFormatter.MimeType);
        return preferred;
    }
}
