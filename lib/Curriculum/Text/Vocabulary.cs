namespace Curriculum.Text;

/// <summary>The words that a model knows, each with a number: four special tokens first, then the words, the most frequent one first.</summary>
public sealed class Vocabulary
{
    private readonly string[] _words;
    private readonly Dictionary<string, int> _ids;

    private Vocabulary(IEnumerable<string> words, SpecialTokens special)
    {
        Special = special;
        _words = [.. words];
        _ids = _words.Select((word, i) => (word, i)).ToDictionary(pair => pair.word, pair => pair.i + SpecialTokens.Count, StringComparer.Ordinal);
    }

    /// <summary>The numbers of the special tokens.</summary>
    public SpecialTokens Special { get; }

    /// <summary>How many numbers there are, special tokens included.</summary>
    public int Count => _words.Length + SpecialTokens.Count;

    /// <summary>Collects the words of some sentences.</summary>
    /// <param name="sentences">Those of the training set only: a word that training never saw has no trained vector.</param>
    /// <param name="minCount">A word that is rarer becomes <see cref="SpecialTokens.Unknown"/>.</param>
    /// <param name="special">The numbers of the special tokens, 0 … 3 in some order.</param>
    /// <remarks>Equally frequent words stand in the order of their first appearance.</remarks>
    /// <exception cref="ArgumentException">The special numbers are not 0 … 3.</exception>
    public static Vocabulary Of(IEnumerable<IReadOnlyList<string>> sentences, int minCount = 1, SpecialTokens? special = null)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        special ??= SpecialTokens.Default;
        int[] numbers = [special.Padding, special.Unknown, special.Begin, special.End];
        if (!numbers.Order().SequenceEqual([0, 1, 2, 3]))
            throw new ArgumentException($"Vocabulary: special must be the numbers 0 … 3 in some order, got {string.Join(", ", numbers)}.", nameof(special));

        var counts = new OrderedDictionary<string, int>(StringComparer.Ordinal);
        foreach (string word in sentences.SelectMany(sentence => sentence))
            counts[word] = counts.GetValueOrDefault(word) + 1;
        return new(counts.Where(word => word.Value >= minCount).OrderByDescending(word => word.Value).Select(word => word.Key), special);
    }

    /// <summary>The number of a word; <see cref="SpecialTokens.Unknown"/> when it is not known.</summary>
    /// <param name="word">A word.</param>
    public int Id(string word) => _ids.GetValueOrDefault(word, Special.Unknown);

    /// <summary>The word of a number, or the name of a special token such as &lt;unk&gt;.</summary>
    /// <param name="id">0 … <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such number.</exception>
    public string Word(int id)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(id);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(id, Count);
        return Special.Name(id) ?? _words[id - SpecialTokens.Count];
    }

    /// <summary>The numbers of a sentence's words.</summary>
    /// <param name="words">The sentence.</param>
    public int[] Encode(IEnumerable<string> words) => [.. words.Select(Id)];

    /// <summary>The words of some numbers, up to the first <see cref="SpecialTokens.End"/>.</summary>
    /// <param name="ids">What a model said.</param>
    public string[] Decode(IEnumerable<int> ids) => [.. ids.TakeWhile(id => id != Special.End).Select(Word)];
}
