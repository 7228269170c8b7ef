namespace Curriculum.Text;

/// <summary>A sentence and its translation, as lists of words.</summary>
/// <param name="Source">The sentence.</param>
/// <param name="Target">What it means in the other language.</param>
public sealed record SentencePair(IReadOnlyList<string> Source, IReadOnlyList<string> Target)
{
    /// <summary>Both sentences on one line.</summary>
    public override string ToString() => $"{string.Join(' ', Source)} → {string.Join(' ', Target)}";
}
