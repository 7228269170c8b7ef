using System.Collections.Concurrent;
using System.Text.Json;

namespace Curriculum.Tests.Goldens;

/// <summary>Reads the reference values: every file of a family below the folder named by $CURRICULUM_GOLDENS, or below the copy beside the tests.</summary>
public static class GoldenFiles
{
    private static readonly ConcurrentDictionary<string, IReadOnlyList<GoldenCase>> Read = new();
    private static readonly AsyncLocal<HashSet<string>?> Watched = new();

    /// <summary>The folder that is read.</summary>
    public static string Folder => Environment.GetEnvironmentVariable("CURRICULUM_GOLDENS") is { Length: > 0 } folder
        ? folder
        : Path.Combine(AppContext.BaseDirectory, "Goldens");

    /// <summary>All cases of a family; there is at least one.</summary>
    public static IReadOnlyList<GoldenCase> Cases(string family)
    {
        Watched.Value?.Add(family);
        return Read.GetOrAdd(family, Load);
    }

    /// <summary>The families for which there is a file.</summary>
    public static IReadOnlyList<string> Families
        => [.. Directory.GetFiles(Folder, "*.json", SearchOption.AllDirectories).Select(file => Path.GetFileNameWithoutExtension(file)).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The families whose cases are asked for while something runs.</summary>
    public static IReadOnlyCollection<string> AskedFor(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        var before = Watched.Value;
        HashSet<string> asked = [];
        Watched.Value = asked;
        try
        {
            action();
        }
        finally
        {
            Watched.Value = before;
        }

        return asked;
    }

    /// <summary>The names of a family's cases, as the rows of a theory: <c>[MemberData(nameof(GoldenFiles.Names), "conv2d", MemberType = typeof(GoldenFiles))]</c>.</summary>
    public static TheoryData<string> Names(string family)
    {
        var names = new TheoryData<string>();
        foreach (var golden in Cases(family))
        {
            names.Add(golden.Name);
        }

        return names;
    }

    /// <summary>One case by its family and name.</summary>
    public static GoldenCase Case(string family, string name) => Cases(family).Single(golden => golden.Name == name);

    /// <summary>All cases of a family below a folder; no two have the same name.</summary>
    public static IReadOnlyList<GoldenCase> CasesBelow(string folder, string family)
    {
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder, family + ".json", SearchOption.AllDirectories) : [];
        Array.Sort(files, StringComparer.Ordinal);
        if (files.Length == 0)
            throw new FileNotFoundException($"No golden file {family}.json below {folder}.");
        var cases = new List<GoldenCase>();
        foreach (string file in files)
        {
            // Two sets below one folder have cases of the same names.
            string set = files.Length == 1 ? "" : Path.GetRelativePath(folder, Path.GetDirectoryName(file)!).Replace('\\', '/') + "/";
            cases.AddRange(ReadFile(file, family, set));
        }

        if (cases.CountBy(golden => golden.Name).FirstOrDefault(count => count.Value > 1).Key is { } twice)
            throw new InvalidDataException($"{family}: two cases are called {twice}, so one of them would never be tested.");
        return cases.Count > 0 ? cases : throw new InvalidDataException($"The golden file {files[0]} has no cases.");
    }

    private static IReadOnlyList<GoldenCase> Load(string family) => CasesBelow(Folder, family);

    /// <summary>The cases of one file.</summary>
    public static IReadOnlyList<GoldenCase> ReadFile(string file, string family, string set = "")
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(item => Parse(family, set, item))];
    }

    private static GoldenCase Parse(string family, string set, JsonElement item) => new(
        family,
        set + item.GetProperty("name").GetString(),
        item.TryGetProperty("kink", out var kink) && kink.GetBoolean(),
        item.TryGetProperty("gradient_of", out var output) ? output.GetString() : null,
        item.TryGetProperty("attributes", out var attributes) ? attributes.Clone() : default,
        Arrays(item, "inputs"),
        Arrays(item, "upstream"),
        Arrays(item, "outputs"),
        Arrays(item, "gradients"));

    private static Dictionary<string, GoldenArray> Arrays(JsonElement item, string part) => item.TryGetProperty(part, out var arrays)
        ? arrays.EnumerateObject().ToDictionary(entry => entry.Name, entry => ParseArray(entry.Value))
        : [];

    private static GoldenArray ParseArray(JsonElement value) => new(
        value.GetProperty("dtype").GetString()!,
        [.. value.GetProperty("shape").EnumerateArray().Select(length => length.GetInt32())],
        [.. value.GetProperty("data").EnumerateArray().Select(Element)]);

    private static double Element(JsonElement number) => number.ValueKind switch
    {
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        JsonValueKind.String => number.GetString() switch
        {
            "nan" => double.NaN,
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            var text => throw new InvalidDataException($"\"{text}\" is no number."),
        },
        _ => number.GetDouble(),
    };
}
