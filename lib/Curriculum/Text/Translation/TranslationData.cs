using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Curriculum.Text.Translation;

/// <summary>A parallel corpus as a model reads it: two vocabularies, and every sentence as numbers.</summary>
/// <param name="Source">The vocabulary of the sentences.</param>
/// <param name="Target">The vocabulary of their translations.</param>
/// <param name="Train">What is learned from.</param>
/// <param name="Validation">What is looked at while training.</param>
/// <param name="Development">What the finished model is measured on.</param>
public sealed record TranslationData(
    Vocabulary Source, Vocabulary Target, IReadOnlyList<EncodedPair> Train, IReadOnlyList<EncodedPair> Validation, IReadOnlyList<EncodedPair> Development)
{
    /// <summary>Collects the vocabularies from the training sentences and numbers all words.</summary>
    /// <param name="corpus">The sentences.</param>
    /// <param name="special">The numbers of the special tokens; left out: <see cref="SpecialTokens.Default"/>.</param>
    /// <param name="minCount">A training word that is rarer becomes <see cref="SpecialTokens.Unknown"/>, as does every word that training lacks.</param>
    public static TranslationData Of(ParallelCorpus corpus, SpecialTokens? special = null, int minCount = 2)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        var source = Vocabulary.Of(corpus.Train.Select(pair => pair.Source), minCount, special);
        var target = Vocabulary.Of(corpus.Train.Select(pair => pair.Target), minCount, special);
        return new(source, target, Encode(corpus.Train), Encode(corpus.Validation), Encode(corpus.Development));

        IReadOnlyList<EncodedPair> Encode(IReadOnlyList<SentencePair> pairs)
            => [.. pairs.Select(pair => new EncodedPair(source.Encode(pair.Source), target.Encode(pair.Target)))];
    }

    /// <summary>SHA-256 of the words of both vocabularies and of all sentences in their order: what tells one corpus from another of the same size.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var vocabulary in (Vocabulary[])[Source, Target])
            Add(Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, vocabulary.Count).Select(vocabulary.Word))));
        foreach (var pairs in (IReadOnlyList<EncodedPair>[])[Train, Validation, Development])
        {
            Add(MemoryMarshal.AsBytes<int>([pairs.Count]));
            foreach (var pair in pairs)
            {
                Add(MemoryMarshal.AsBytes<int>(pair.Source));
                Add(MemoryMarshal.AsBytes<int>(pair.Target));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        // The length first: without it a word that moves from one sentence to the next would leave the hash as it was.
        void Add(ReadOnlySpan<byte> bytes)
        {
            hash.AppendData(MemoryMarshal.AsBytes<int>([bytes.Length]));
            hash.AppendData(bytes);
        }
    }

    /// <summary>How many sentences there are of each kind, and the sizes of the vocabularies.</summary>
    public override string ToString()
        => $"{Train.Count:N0} + {Validation.Count:N0} + {Development.Count:N0} pairs, vocabularies of {Source.Count:N0} and {Target.Count:N0}";
}
