using Curriculum.Data;

namespace Curriculum.Lessons.Experiments;

/// <summary>One way of doing an experiment: a name, the settings that make it, and the program that runs it from a seed.</summary>
/// <param name="Id">A short name, such as <c>sigmoid-xavier</c>.</param>
/// <param name="Settings">Everything that must be known to repeat it, name by name.</param>
/// <param name="LoggedSteps">The training steps after which the accuracy is logged.</param>
/// <param name="Run">Runs it on a data set from a seed.</param>
public sealed record Variant(
    string Id, IReadOnlyDictionary<string, string> Settings, IReadOnlyList<int> LoggedSteps, Func<DataSplit, uint, VariantRun> Run);
