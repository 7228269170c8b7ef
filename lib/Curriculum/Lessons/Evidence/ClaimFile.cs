using System.Text.Json.Serialization;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Evidence;

/// <summary>The claims of one section.</summary>
/// <param name="Section">"day2/section1".</param>
/// <param name="Report">The report that claims it.</param>
/// <param name="Claims">In the order of the report.</param>
internal sealed record ClaimFile(string Section, Bilingual Report, Claim[] Claims)
{
    private static readonly Lazy<IReadOnlyList<ClaimFile>> Loaded = new(() => EmbeddedJson.ReadAll<ClaimFile>(".claims.json"));

    public static IReadOnlyList<ClaimFile> All => Loaded.Value;

    /// <summary>What else the report writes down and a cell computes.</summary>
    public ReportFormula[] Formulas { get; init; } = [];

    public static ClaimFile Find(string section) => All.FirstOrDefault(f => f.Section == section)
        ?? throw new ArgumentException($"Claims: section '{section}' has no claims. There are claims for {string.Join(", ", All.Select(f => f.Section))}.");
}

/// <summary>A formula, a definition or a program of the report: nothing that can be refuted, but something that can be seen at work.</summary>
/// <param name="Id">A short name.</param>
/// <param name="Says">What the report writes.</param>
/// <param name="Cell">The cell of the lesson that computes it.</param>
internal sealed record ReportFormula(string Id, Bilingual Says, string Cell);

/// <summary>One claim and the conditions under which it holds.</summary>
internal sealed record Claim
{
    public required string Id { get; init; }

    /// <summary>What the report says.</summary>
    public required Bilingual Says { get; init; }

    /// <summary>The cell of the lesson that shows it; null: the one with the table.</summary>
    public string? Cell { get; init; }

    /// <summary>All of these must hold.</summary>
    public required Condition[] Holds { get; init; }

    /// <summary>What the claim's own words promise beyond that; when it fails the claim is too strong.</summary>
    public Condition[] HoldsFully { get; init; } = [];

    /// <summary>Whether it is about formulas alone, so that no data set is needed to bear it out.</summary>
    public bool IsMathematics { get; init; }

    [JsonIgnore]
    public IEnumerable<string> Measures => Holds.Concat(HoldsFully).SelectMany(c => c.Measures).Distinct();

    [JsonIgnore]
    public IEnumerable<Condition> Conditions => Holds.Concat(HoldsFully);

    public ClaimOutcome Judge(IReadOnlyDictionary<string, double[]> measured, string dataset)
    {
        if (!Measures.All(measured.ContainsKey)) return ClaimOutcome.NotMeasured;
        var holds = Holds.All(c => c.IsMet(measured, dataset));
        if (!IsMathematics && !RealData.Contains(dataset)) return holds ? ClaimOutcome.Illustrated : ClaimOutcome.NotSeen;
        if (!holds) return ClaimOutcome.Refuted;
        return HoldsFully.All(c => c.IsMet(measured, dataset)) ? ClaimOutcome.Reproduced : ClaimOutcome.TooStrong;
    }
}

/// <summary>Data that may bear out or refute what a report says of real data.</summary>
internal static class RealData
{
    private static readonly HashSet<string> Names = new(["mnist", "mnist10k", "tanaka", "binary-addition"], StringComparer.Ordinal);

    public static bool Contains(string dataset) => Names.Contains(dataset);
}
