namespace Curriculum.Engine.Documents;

/// <summary>A file that should be a notebook is not one. The message names file, line and column, what is wrong and the cure.</summary>
public sealed class NotebookFormatException : FormatException
{
    /// <summary>An error at a place of a file.</summary>
    public NotebookFormatException(string? path, int line, int column, string problem, string cure, Exception? innerException = null)
        : base($"{path ?? "notebook"}({line},{column}): {problem} {cure}", innerException)
    {
        Path = path;
        Line = line;
        Column = column;
    }

    /// <summary>The file; null when the notebook came from a string.</summary>
    public string? Path { get; }

    /// <summary>Line, counted from 1.</summary>
    public int Line { get; }

    /// <summary>Column in characters, counted from 1.</summary>
    public int Column { get; }
}
