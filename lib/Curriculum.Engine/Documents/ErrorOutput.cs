namespace Curriculum.Engine.Documents;

/// <summary>Why a cell stopped (<c>output_type: error</c>).</summary>
/// <param name="Name">The kind of error, such as <c>DivideByZeroException</c> or <c>CompilationError</c> (<c>ename</c>).</param>
/// <param name="Message">What it says (<c>evalue</c>).</param>
/// <param name="Traceback">The report a line at a time: the error, then the lines of the notebook that led to it.</param>
public sealed record ErrorOutput(string Name, string Message, IReadOnlyList<string> Traceback) : CellOutput
{
    /// <inheritdoc/>
    public override string PlainText => Traceback.Count > 0 ? string.Join('\n', Traceback) : $"{Name}: {Message}";

    /// <inheritdoc/>
    public bool Equals(ErrorOutput? other) =>
        other is not null && Name == other.Name && Message == other.Message && Traceback.SequenceEqual(other.Traceback);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Message, Traceback.Count);
}
