using System.Collections.Immutable;
using Curriculum.Display;
using Curriculum.Lessons.Events;
using Curriculum.Lessons.Evidence;

namespace Curriculum.Lessons;

/// <summary>What a report claims, beside what was measured: a row a claim, with its reference band and an outcome that is computed, never written by hand.</summary>
/// <example><code>Claims.Of("day2/section1", dataset: "digits").Measured("relu-he", accuracy)</code></example>
[TypeFormatterSource(typeof(ViewFormatters), PreferredMimeTypes = [ViewFormatters.Html, ViewFormatters.Plain])]
public sealed class Claims : IHtmlView
{
    private readonly ClaimFile _file;
    private readonly ImmutableDictionary<string, double[]> _measured;

    private Claims(ClaimFile file, string dataset, ImmutableDictionary<string, double[]> measured) => (_file, Dataset, _measured) = (file, dataset, measured);

    /// <summary>The data set that the measurements were made on.</summary>
    public string Dataset { get; }

    /// <summary>The section that claims it.</summary>
    internal ClaimFile File => _file;

    /// <summary>What was measured so far.</summary>
    internal IReadOnlyDictionary<string, double[]> Values => _measured;

    /// <summary>The quantities that the section's claims ask for.</summary>
    public IReadOnlyList<string> Measures => [.. _file.Claims.SelectMany(c => c.Measures).Distinct()];

    /// <summary>The ids of the claims, in order.</summary>
    public IReadOnlyList<string> Ids => [.. _file.Claims.Select(c => c.Id)];

    /// <summary>The claims of a section, with nothing measured yet.</summary>
    /// <param name="section">"day2/section1".</param>
    /// <param name="dataset">The name of the data set: only real data can reproduce or refute.</param>
    /// <exception cref="ArgumentException">The section has no claims.</exception>
    public static Claims Of(string section, string dataset) => new(ClaimFile.Find(section), dataset, ImmutableDictionary<string, double[]>.Empty);

    /// <summary>Adds a measurement.</summary>
    /// <param name="measure">One of <see cref="Measures"/>.</param>
    /// <param name="values">One value a seed.</param>
    /// <exception cref="ArgumentException">No claim asks for it, or there is no value, or one is not a finite number.</exception>
    public Claims Measured(string measure, params double[] values)
    {
        if (!Measures.Contains(measure))
            throw new ArgumentException($"Claims: no claim of {_file.Section} asks for '{measure}'. They ask for {string.Join(", ", Measures)}.");
        if (values.Length == 0 || values.Any(v => !double.IsFinite(v)))
            throw new ArgumentException($"Claims: '{measure}' needs one finite number a seed, got {(values.Length == 0 ? "none" : string.Join(", ", values))}.");
        return new(_file, Dataset, _measured.SetItem(measure, [.. values]));
    }

    /// <summary>What the measurements say about a claim.</summary>
    /// <param name="claim">One of <see cref="Ids"/>.</param>
    /// <exception cref="ArgumentException">There is no such claim.</exception>
    public ClaimOutcome Outcome(string claim) => (_file.Claims.FirstOrDefault(c => c.Id == claim)
        ?? throw new ArgumentException($"Claims: {_file.Section} has no claim '{claim}'. It has {string.Join(", ", Ids)}.")).Judge(_measured, Dataset);

    /// <summary>The table for a page: English, with the Japanese one click below each claim.</summary>
    public string ToHtml()
    {
        LessonObservation.Tell(new ClaimsShown(this));
        return ClaimTable.ToHtml(_file, _measured, Dataset);
    }

    /// <summary>The table for a terminal.</summary>
    public override string ToString() => ClaimTable.ToText(_file, _measured, Dataset);
}
