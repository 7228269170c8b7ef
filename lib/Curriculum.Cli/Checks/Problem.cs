namespace Curriculum.Cli.Checks;

/// <summary>Something in the course that is not as it should be.</summary>
/// <param name="File">The file, as a reader finds it from the root.</param>
/// <param name="Cell">The cell of a notebook, or the entry of another file; null when the file as a whole is meant.</param>
/// <param name="What">What is wrong: expected and got.</param>
/// <param name="Cure">What to do about it.</param>
internal sealed record Problem(string File, string? Cell, string What, string Cure)
{
    /// <summary>Two lines: where and what, then the cure.</summary>
    public override string ToString() => $"{File}{(Cell is null ? "" : $", cell {Cell}")}: {What}\n  cure: {Cure}";
}
