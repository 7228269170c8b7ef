using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Curriculum.Engine.Documents;

/// <summary>One value in several representations, by MIME type; immutable, compared by value, ordered by MIME type.</summary>
/// <remarks>A JSON representation is held as its JSON text.</remarks>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "\"MIME bundle\" is what nbformat calls it.")]
public sealed class MimeBundle : IReadOnlyDictionary<string, string>, IEquatable<MimeBundle>
{
    private readonly SortedDictionary<string, string> _representations = new(StringComparer.Ordinal);

    /// <summary>A bundle of the given representations; of two with the same MIME type the later one stays.</summary>
    public MimeBundle(IEnumerable<KeyValuePair<string, string>> representations)
    {
        foreach (var (mimeType, text) in representations)
            _representations[mimeType] = text;
    }

    /// <summary>A bundle of one representation.</summary>
    public MimeBundle(string mimeType, string text)
        : this([new KeyValuePair<string, string>(mimeType, text)])
    {
    }

    /// <inheritdoc/>
    public string this[string key] => _representations[key];

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _representations.Keys;

    /// <inheritdoc/>
    public IEnumerable<string> Values => _representations.Values;

    /// <inheritdoc/>
    public int Count => _representations.Count;

    /// <summary>The <c>text/plain</c> representation, which a terminal shows; null when there is none.</summary>
    public string? PlainText => _representations.GetValueOrDefault(MimeTypes.Plain);

    /// <summary>The same MIME types with every text mapped.</summary>
    public MimeBundle Map(Func<string, string, string> textOfMimeTypeAndText) =>
        new(_representations.Select(r => KeyValuePair.Create(r.Key, textOfMimeTypeAndText(r.Key, r.Value))));

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _representations.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value) => _representations.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _representations.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(MimeBundle? other) => other is not null && _representations.SequenceEqual(other._representations);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MimeBundle);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var (mimeType, text) in _representations)
        {
            hash.Add(mimeType);
            hash.Add(text);
        }
        return hash.ToHashCode();
    }
}
