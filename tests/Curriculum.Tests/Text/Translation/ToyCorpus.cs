using Curriculum.Arrays;
using Curriculum.Text;

namespace Curriculum.Tests.Text.Translation;

/// <summary>A language whose translation is the sentence in capitals, read backwards.</summary>
internal static class ToyCorpus
{
    public static ParallelCorpus Create(int train = 240, char firstLetter = 'a')
    {
        var random = new RandomState(12);
        return new(Pairs(train), Pairs(20), Pairs(10), Pairs(10));

        SentencePair[] Pairs(int count) => [.. Enumerable.Range(0, count).Select(_ => Pair([.. Enumerable.Range(0, (int)random.RandInt(2, 6)).Select(_ => ((char)(firstLetter + random.RandInt(0, 8))).ToString())]))];
    }

    private static SentencePair Pair(string[] words) => new(words, [.. words.Reverse().Select(word => word.ToUpperInvariant())]);
}
