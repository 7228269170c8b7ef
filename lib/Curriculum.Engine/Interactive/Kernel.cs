using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Html;

namespace Microsoft.DotNet.Interactive;

/// <summary>The helpers that every cell may call by their bare names; called and typed as in .NET Interactive, so that cells compile in both.</summary>
public static class Kernel
{
    /// <summary>Shows a value now, before the cell ends.</summary>
    /// <param name="value">The value.</param>
    /// <param name="mimeTypes">The representations to show; by default those that the value's type prefers.</param>
    /// <returns>A handle by which the display can be updated.</returns>
    /// <exception cref="InvalidOperationException">No cell is running.</exception>
    [SuppressMessage("Style", "IDE1006:Naming Styles", Justification = "Cells call it display(x), as in .NET Interactive.")]
    public static DisplayedValue display(object? value, params string[] mimeTypes) => value.Display(mimeTypes);

    /// <summary>Marks text as HTML, so that it is shown as such and not quoted.</summary>
    [SuppressMessage("Style", "IDE1006:Naming Styles", Justification = "Cells call it HTML(x), as in .NET Interactive.")]
    public static IHtmlContent HTML(string content) => new HtmlString(content);
}
