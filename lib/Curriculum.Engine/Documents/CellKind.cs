namespace Curriculum.Engine.Documents;

/// <summary>The three kinds of cell that nbformat knows.</summary>
public enum CellKind
{
    /// <summary>C# that is executed; the only kind with outputs.</summary>
    Code,

    /// <summary>Prose.</summary>
    Markdown,

    /// <summary>Text that is neither run nor rendered.</summary>
    Raw,
}
