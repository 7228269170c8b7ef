using Curriculum.Engine.Execution;
using Microsoft.DotNet.Interactive;

namespace System;

/// <summary><c>x.Display()</c>, found in every cell because its namespace is; called and typed as in .NET Interactive.</summary>
public static class DisplayExtensions
{
    /// <summary>Shows a value now, before the cell ends.</summary>
    /// <param name="value">The value.</param>
    /// <param name="mimeTypes">The representations to show; by default those that the value's type prefers.</param>
    /// <exception cref="InvalidOperationException">No cell is running.</exception>
    public static DisplayedValue Display(this object? value, params string[] mimeTypes)
    {
        var scope = DisplayScope.Needed("Display");
        var data = ValueFormatter.Format(value, mimeTypes);
        return new DisplayedValue(scope.Display(data), data.Keys, isRaw: false);
    }

    /// <summary>Shows text as it is, as the given MIME type: <c>"&lt;svg…&gt;".DisplayAs("image/svg+xml")</c>.</summary>
    /// <exception cref="InvalidOperationException">No cell is running.</exception>
    public static DisplayedValue DisplayAs(this string value, string mimeType, params string[] additionalMimeTypes)
    {
        string[] mimeTypes = [mimeType, .. additionalMimeTypes];
        return new DisplayedValue(DisplayScope.Needed("DisplayAs").Display(DisplayScope.Raw(value, mimeTypes)), mimeTypes, isRaw: true);
    }
}
