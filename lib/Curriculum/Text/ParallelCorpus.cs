using Curriculum.Arrays;
using Curriculum.Data;

namespace Curriculum.Text;

/// <summary>Sentence pairs to learn a translation from, split as an experiment needs them.</summary>
/// <param name="Train">What is learned from.</param>
/// <param name="Validation">What is looked at while training.</param>
/// <param name="Development">What the finished model is measured on.</param>
/// <param name="Test">What is kept back.</param>
public sealed record ParallelCorpus(
    IReadOnlyList<SentencePair> Train, IReadOnlyList<SentencePair> Validation, IReadOnlyList<SentencePair> Development, IReadOnlyList<SentencePair> Test)
{
    /// <summary>
    /// The Tanaka corpus, English to Japanese: 40,000 + 10,000 + 500 + 500 pairs of 4 to 16 words. The first fifth of a permutation of the 50,000 training pairs
    /// (NumPy's, seed 42, as scikit-learn's <c>train_test_split</c> draws it) is for validation.
    /// </summary>
    /// <param name="folder">Where public data lies; by default <see cref="DataFolder.Default"/>.</param>
    /// <exception cref="DataFileException">A file is missing or damaged; the message names the cure.</exception>
    public static ParallelCorpus Tanaka(DataFolder? folder = null)
    {
        var entry = DataManifest.Default["tanaka"];
        string PathOf(string file) => (folder ?? DataFolder.Default).Require(entry, entry.Files.Single(f => f.Path == $"tanaka/{file}"));
        IReadOnlyList<SentencePair> Part(string name) => Read(PathOf($"{name}.en"), PathOf($"{name}.ja"));

        var (train, validation) = Split(Part("train"), 0.2, 42);
        return new(train, validation, Part("dev"), Part("test"));
    }

    /// <summary>Reads two files with a tokenised sentence a line; line n of the one is the translation of line n of the other.</summary>
    /// <param name="sourceFile">UTF-8 text, words apart by blanks.</param>
    /// <param name="targetFile">The translations.</param>
    /// <exception cref="InvalidDataException">The files do not have as many lines.</exception>
    public static IReadOnlyList<SentencePair> Read(string sourceFile, string targetFile)
    {
        string[] sources = File.ReadAllLines(sourceFile), targets = File.ReadAllLines(targetFile);
        if (sources.Length != targets.Length)
            throw new InvalidDataException($"ParallelCorpus: {sourceFile} and {targetFile} must have as many lines, got {sources.Length} and {targets.Length}.");
        return [.. sources.Zip(targets, (source, target) => new SentencePair(Words(source), Words(target)))];
    }

    /// <summary>Draws a validation set: the first ⌈fraction · n⌉ of a permutation; the rest, in the permutation's order, is for training.</summary>
    /// <param name="pairs">n pairs.</param>
    /// <param name="fraction">The share for validation, between 0 and 1.</param>
    /// <param name="seed">Of NumPy's legacy <see cref="RandomState"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction leaves nothing on one side.</exception>
    public static (IReadOnlyList<SentencePair> Train, IReadOnlyList<SentencePair> Validation) Split(IReadOnlyList<SentencePair> pairs, double fraction, uint seed)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        int kept = (int)Math.Ceiling(fraction * pairs.Count);
        if (kept <= 0 || kept >= pairs.Count)
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, $"ParallelCorpus: fraction must leave pairs for training and for validation, got {fraction} of {pairs.Count}.");
        SentencePair[] shuffled = [.. new RandomState(seed).Permutation(pairs.Count).ToArray<long>().Select(i => pairs[(int)i])];
        return (shuffled[kept..], shuffled[..kept]);
    }

    private static string[] Words(string line) => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
