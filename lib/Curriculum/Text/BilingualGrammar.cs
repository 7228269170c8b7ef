using Curriculum.Arrays;

namespace Curriculum.Text;

/// <summary>
/// A small grammar that says the same in English and in Japanese: who does, did or will do what, how many of which kind, where and when. More than a million sentences, for lessons without a download.
/// </summary>
/// <remarks>
/// What makes translation hard is in it: the verb moves to the end, its tense and its "not" move with it, articles vanish, numbers need a counter that depends on the noun and follow it,
/// subjects need agreement. Every English sentence has one translation.
/// </remarks>
public static class BilingualGrammar
{
    private static readonly (string English, string Japanese, bool IsThirdPerson)[] Subjects =
    [
        ("i", "私", false), ("you", "あなた", false), ("we", "私達", false), ("they", "彼ら", false), ("he", "彼", true), ("she", "彼女", true),
        ("my father", "父", true), ("the teacher", "先生", true), ("my friend", "友達", true),
    ];

    private static readonly Noun[] Nouns =
    [
        new("book", "books", "本", "冊"), new("letter", "letters", "手紙", "通"), new("newspaper", "newspapers", "新聞", "部"), new("apple", "apples", "林檎", "個"),
        new("fish", "fish", "魚", "匹"), new("cake", "cakes", "ケーキ", "個"), new("shirt", "shirts", "シャツ", "枚"), new("picture", "pictures", "絵", "枚"),
    ];

    private static readonly Verb[] Verbs =
    [
        new("borrow", "borrows", "borrowed", "借り", [0, 2, 6, 7]), new("write", "writes", "wrote", "書き", [0, 1]), new("eat", "eats", "ate", "食べ", [3, 4, 5]),
        new("buy", "buys", "bought", "買い", [0, 2, 3, 4, 5, 6, 7]), new("see", "sees", "saw", "見", [0, 1, 2, 3, 4, 5, 6, 7]), new("sell", "sells", "sold", "売り", [0, 2, 3, 4, 5, 6, 7]),
    ];

    private static readonly (string English, string Japanese)[] Adjectives = [("", ""), ("new", "新しい"), ("old", "古い"), ("big", "大きい"), ("small", "小さい"), ("expensive", "高い")];

    private static readonly (string English, string Japanese)[] Places = [("", ""), ("at school", "学校 で"), ("in the town", "町 で"), ("at home", "家 で"), ("in the park", "公園 で")];

    private static readonly (string English, string Japanese)[] Numbers = [("two", "二"), ("three", "三"), ("five", "五")];

    private static readonly (string English, string Japanese, Tense? Tense)[] Times =
    [
        ("", "", null), ("yesterday", "昨日", Tense.Past), ("last week", "先週", Tense.Past), ("every day", "毎日", Tense.Present), ("tomorrow", "明日", Tense.Future), ("next week", "来週", Tense.Future),
    ];

    private enum Tense
    {
        Present,
        Past,
        Future,
    }

    /// <summary>A corpus of sentences of which no two are the same, in any of its parts.</summary>
    /// <param name="train">How many pairs to learn from.</param>
    /// <param name="validation">How many to look at while training.</param>
    /// <param name="development">How many to measure the finished model on.</param>
    /// <param name="test">How many to keep back.</param>
    /// <param name="seed">Where the sentences come from; the same seed gives the same corpus.</param>
    /// <exception cref="ArgumentOutOfRangeException">More pairs are asked for than can be drawn without long search: 50,000.</exception>
    public static ParallelCorpus Create(int train = 4000, int validation = 400, int development = 200, int test = 200, uint seed = 0)
    {
        int all = train + validation + development + test;
        if (all is < 1 or > 50_000)
            throw new ArgumentOutOfRangeException(nameof(train), all, $"BilingualGrammar: all parts together must have 1 … 50,000 pairs, got {all}.");
        var random = new RandomState(seed);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var pairs = new List<SentencePair>(all);
        while (pairs.Count < all)
        {
            var pair = Draw(random);
            if (seen.Add(string.Join(' ', pair.Source)))
                pairs.Add(pair);
        }

        return new(Part(0, train), Part(train, validation), Part(train + validation, development), Part(train + validation + development, test));

        IReadOnlyList<SentencePair> Part(int start, int count) => pairs.GetRange(start, count);
    }

    /// <summary>One sentence and its translation.</summary>
    /// <param name="random">Where it comes from.</param>
    public static SentencePair Draw(RandomState random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var subject = OneOf(Subjects, random);
        var verb = OneOf(Verbs, random);
        var noun = Nouns[OneOf(verb.Objects, random)];
        var (adjective, place, time) = (OneOf(Adjectives, random), OneOf(Places, random), OneOf(Times, random));
        var tense = time.Tense ?? (Tense)random.RandInt(0, 3);
        bool isNegative = random.RandInt(0, 4) == 0, isQuestion = random.RandInt(0, 5) == 0;
        (string English, string Japanese)? number = random.RandInt(0, 3) == 0 ? OneOf(Numbers, random) : null;
        string article = random.RandInt(0, 2) == 0 ? "the" : StartsWithVowel(adjective.English.Length > 0 ? adjective.English : noun.Singular) ? "an" : "a";

        string thing = number is { } many ? $"{many.English} {adjective.English} {noun.Plural}" : $"{article} {adjective.English} {noun.Singular}";
        string english = $"{Predicate(subject.English, subject.IsThirdPerson, verb, tense, isNegative, isQuestion)} {thing} {place.English} {time.English} {(isQuestion ? "?" : ".")}";
        string count = number is { } counted ? $"{counted.Japanese} {noun.Counter}" : "";
        string japanese = $"{time.Japanese} {subject.Japanese} は {place.Japanese} {adjective.Japanese} {noun.Japanese} を {count} {verb.Stem} {Ending(tense, isNegative)} {(isQuestion ? "か" : "")} 。";
        return new(Words(english), Words(japanese));
    }

    // Subject and verb, in the order that a question needs.
    private static string Predicate(string subject, bool isThirdPerson, Verb verb, Tense tense, bool isNegative, bool isQuestion)
    {
        string helper = tense switch { Tense.Past => "did", Tense.Future => "will", _ => isThirdPerson ? "does" : "do" };
        string not = isNegative ? "not" : "";
        if (isQuestion)
            return $"{helper} {subject} {not} {verb.Base}";
        if (isNegative || tense == Tense.Future)
            return $"{subject} {helper} {not} {verb.Base}";
        return $"{subject} {(tense == Tense.Past ? verb.Past : isThirdPerson ? verb.ThirdPerson : verb.Base)}";
    }

    // Japanese has no future of its own: ます says what is done and what will be.
    private static string Ending(Tense tense, bool isNegative)
        => (tense, isNegative) switch { (Tense.Past, true) => "ません でした", (Tense.Past, false) => "ました", (_, true) => "ません", _ => "ます" };

    private static T OneOf<T>(T[] choices, RandomState random) => choices[random.RandInt(0, choices.Length)];

    private static bool StartsWithVowel(string word) => "aeiou".Contains(word[0], StringComparison.Ordinal);

    private static string[] Words(string sentence) => sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private sealed record Noun(string Singular, string Plural, string Japanese, string Counter);

    private sealed record Verb(string Base, string ThirdPerson, string Past, string Stem, int[] Objects);
}
