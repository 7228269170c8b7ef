using Curriculum.Engine.Execution;

namespace Microsoft.DotNet.Interactive;

/// <summary>A value on display, which may still change; named and called as in .NET Interactive.</summary>
public sealed class DisplayedValue
{
    private readonly string _displayId;
    private readonly bool _isRaw;

    internal DisplayedValue(string displayId, IEnumerable<string> mimeTypes, bool isRaw)
    {
        _displayId = displayId;
        MimeTypes = [.. mimeTypes];
        _isRaw = isRaw;
    }

    /// <summary>The representations in which the value is shown.</summary>
    public IReadOnlyCollection<string> MimeTypes { get; }

    /// <summary>Replaces what is shown, in the same representations; also from a later cell.</summary>
    /// <exception cref="InvalidOperationException">No cell is running.</exception>
    public void Update(object? updatedValue)
    {
        var scope = DisplayScope.Needed("Update");
        scope.Emit(new DataUpdated(_displayId, _isRaw && updatedValue is string text ? DisplayScope.Raw(text, MimeTypes) : ValueFormatter.Format(updatedValue, MimeTypes)));
    }
}
