namespace Curriculum.Engine.Execution;

/// <summary>The surroundings in which the cells of a notebook run.</summary>
public sealed record SessionOptions
{
    /// <summary>The notebook's folder: the working directory of its cells, and what <c>#r</c> and <c>#load</c> are relative to.</summary>
    public string BaseDirectory { get; init; } = Directory.GetCurrentDirectory();

    /// <summary>Environment variables that the cells see besides (or, with a null value, without) those of this process.</summary>
    public IReadOnlyDictionary<string, string?> EnvironmentVariables { get; init; } = new Dictionary<string, string?>();
}
