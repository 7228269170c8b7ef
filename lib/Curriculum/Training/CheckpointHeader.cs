namespace Curriculum.Training;

/// <summary>What a checkpoint says about itself, in header.json.</summary>
/// <param name="Format">Always <see cref="CheckpointFile.Format"/>: tells a checkpoint from other archives.</param>
/// <param name="Version">The version of the format.</param>
/// <param name="Model">The model's description.</param>
/// <param name="Optimizer">The type of the optimizer; null in a checkpoint of a model alone.</param>
/// <param name="Steps">The optimizer's steps.</param>
/// <param name="LearningRate">The optimizer's learning rate.</param>
/// <param name="Iterations">The trainer's updates.</param>
/// <param name="Arrays">Name and SHA-256 of every array, in order.</param>
internal sealed record CheckpointHeader(
    string Format, int Version, string Model, string? Optimizer, int Steps, double LearningRate, int Iterations, IReadOnlyDictionary<string, string> Arrays);
