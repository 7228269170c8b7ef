namespace Curriculum.Engine.Running;

/// <summary>How a notebook is run.</summary>
public sealed record RunOptions
{
    /// <summary>The folder that the cells work in; null means the notebook's own.</summary>
    public string? BaseDirectory { get; init; }

    /// <summary>Environment variables for the cells; a null value removes one.</summary>
    public IReadOnlyDictionary<string, string?> EnvironmentVariables { get; init; } = new Dictionary<string, string?>();

    /// <summary>Whether to go on after a cell that failed. A cell tagged <c>raises-exception</c> never stops a run.</summary>
    public bool ContinueOnError { get; init; }
}
