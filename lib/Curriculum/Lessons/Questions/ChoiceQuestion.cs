using System.Globalization;
using System.Text.RegularExpressions;

namespace Curriculum.Lessons.Questions;

/// <summary>One option, or several, of a list.</summary>
internal sealed partial record ChoiceQuestion : Question
{
    /// <summary>The options; they are lettered a, b, c … in this order.</summary>
    public required Bilingual[] Options { get; init; }

    /// <summary>The letters of the right ones.</summary>
    public required string[] Right { get; init; }

    /// <summary>Whether all options that are right are asked for, be it one or several.</summary>
    public bool AsksForAll { get; init; }

    public override IEnumerable<string> Lines(Language language)
    {
        var lines = Options.Select((o, i) => $"{Letter(i)}) {o.In(language)}").ToArray();
        // Short options stand side by side.
        return lines.Sum(l => l.Length) <= 60 ? [string.Join("    ", lines)] : lines;
    }

    public override Grade Grade(IReadOnlyList<object?> given)
    {
        var letters = Read(given);
        if (letters is not null && letters.SetEquals(Right)) return Questions.Grade.Right;
        // 0.5 is no option of "0.15, 0.25, 0.35, 0.45", and yet a mistake with a reason.
        var known = Wrong(m => Same(given, letters, m.Values));
        if (known.Remark is not null || letters is not null) return known;
        var names = string.Join(", ", Options.Select((_, i) => Letter(i)));
        return AsksForAll
            ? Questions.Grade.Unreadable($"Answer with letters out of {names}, for example `Confirm.Answer(\"{Id}\", \"a\", \"b\")`.", $"{names} の中から文字で答えてください。例: `Confirm.Answer(\"{Id}\", \"a\", \"b\")`")
            : Questions.Grade.Unreadable($"Answer with one of {names}, for example `Confirm.Answer(\"{Id}\", \"a\")`.", $"{names} のいずれかで答えてください。例: `Confirm.Answer(\"{Id}\", \"a\")`");
    }

    private bool Same(IReadOnlyList<object?> given, HashSet<string>? letters, IReadOnlyList<object?> mistake)
    {
        if (letters is not null) return Read(mistake) is { } other && letters.SetEquals(other);
        return GivenNumbers.Read(given) is { } numbers && GivenNumbers.Read(mistake) is { } wrong && GivenNumbers.Same(numbers, wrong, 1e-9);
    }

    /// <summary>The letters meant, or null when one item is no option.</summary>
    private HashSet<string>? Read(IReadOnlyList<object?> given)
    {
        var letters = new HashSet<string>(StringComparer.Ordinal);
        var items = given.SelectMany(i => i as object?[] ?? [i]).ToArray();
        foreach (var item in items)
        {
            var place = Place(item);
            if (place >= 0) letters.Add(Letter(place));
            else if (AsksForAll && Several(item) is { } several) letters.UnionWith(several);
            else return null;
        }
        return letters.Count > 0 ? letters : null;
    }

    /// <summary>Several letters written in one text, as "c, d", "c and d", "c と d" or "cd"; or null when it is something else.</summary>
    private List<string>? Several(object? item)
    {
        if (item is not string text) return null;
        var letters = Between().Replace(HalfWidth.Of(text).ToLowerInvariant(), "").Select(c => c.ToString()).ToList();
        return letters.All(l => Options.Where((_, i) => Letter(i) == l).Any()) ? letters : null;
    }

    private int Place(object? item)
    {
        if (item is null) return -1;
        var text = Plain(Convert.ToString(item, CultureInfo.InvariantCulture) ?? "");
        var letter = Array.FindIndex(Options, o => text == Letter(Array.IndexOf(Options, o)));
        if (letter >= 0) return letter;
        var words = Array.FindIndex(Options, o => text == Plain(o.En) || text == Plain(o.Ja));
        if (words >= 0) return words;
        if (item is string && Holding(text) is [var only]) return only;
        // An option that is a number is also met by an equal number: 0.25, .25, "1/4".
        return GivenNumbers.Read([item]) is [var number]
            ? Array.FindIndex(Options, o => GivenNumbers.Read([o.En]) is [var option] && GivenNumbers.Same(number, option, 1e-9))
            : -1;
    }

    /// <summary>The options in which a word stands: "diamond" means "a diamond, touched at a corner".</summary>
    private int[] Holding(string text)
    {
        if (!text.Any(char.IsLetter)) return [];
        var isLatin = text.All(char.IsAscii);
        if (text.Length < (isLatin ? 4 : 2)) return [];
        // Japanese has no blanks between words; in Latin letters a part of a word is none.
        var word = isLatin ? $@"(?<!\w){Regex.Escape(text)}(?!\w)" : Regex.Escape(text);
        return [.. Enumerable.Range(0, Options.Length).Where(i => Regex.IsMatch(Plain(Options[i].En), word) || Regex.IsMatch(Plain(Options[i].Ja), word))];
    }

    private static string Letter(int i) => ((char)('a' + i)).ToString();

    private static string Plain(string text) => Article().Replace(HalfWidth.Of(text).Trim().Trim('(', ')', '.').ToLowerInvariant().Replace("ization", "isation", StringComparison.Ordinal), "");

    [GeneratedRegex(@"[\s,、;/・&+()]|\band\b|と")]
    private static partial Regex Between();

    [GeneratedRegex("^(the|an?) ")]
    private static partial Regex Article();
}
