namespace Curriculum.Lessons.Experiments;

/// <summary>One finished run of an experiment.</summary>
/// <param name="Variant">The variant's short name.</param>
/// <param name="Seed">The seed it ran from.</param>
/// <param name="Done">How many runs are finished.</param>
/// <param name="Total">How many there will be.</param>
public sealed record ExperimentProgress(string Variant, uint Seed, int Done, int Total);
