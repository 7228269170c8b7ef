using Curriculum.Engine.Documents;

namespace Curriculum.Engine.Execution;

/// <summary>What became of one execution of a cell.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Outputs">What it showed, as a notebook stores it but not yet normalised.</param>
/// <param name="Duration">Wall-clock time, compilation included.</param>
public sealed record CellResult(CellStatus Status, IReadOnlyList<CellOutput> Outputs, TimeSpan Duration)
{
    /// <summary>The compiler's errors when <see cref="Status"/> is <see cref="CellStatus.CompilationFailed"/>.</summary>
    public IReadOnlyList<CellDiagnostic> Errors { get; init; } = [];

    /// <summary>What the cell threw, when <see cref="Status"/> is <see cref="CellStatus.Threw"/>.</summary>
    public Exception? Exception { get; init; }

    /// <summary>The error among the outputs; null when the cell succeeded.</summary>
    public ErrorOutput? Error => Outputs.OfType<ErrorOutput>().LastOrDefault();
}
