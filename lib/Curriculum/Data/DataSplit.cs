namespace Curriculum.Data;

/// <summary>A data set in two parts: one to learn from, one that is held out to measure.</summary>
/// <param name="Name">The name of the data set, for titles and results.</param>
/// <param name="Train">The examples to learn from.</param>
/// <param name="Test">The held-out examples.</param>
public sealed record DataSplit(string Name, Dataset Train, Dataset Test);
