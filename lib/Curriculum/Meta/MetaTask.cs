using Curriculum.Data;

namespace Curriculum.Meta;

/// <summary>One task of meta-learning.</summary>
/// <param name="Support">The few examples that a model adapts to.</param>
/// <param name="Query">Other examples of the same task, by which the adapted model is judged.</param>
public sealed record MetaTask(Dataset Support, Dataset Query);
