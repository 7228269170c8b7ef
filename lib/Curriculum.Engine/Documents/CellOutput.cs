namespace Curriculum.Engine.Documents;

/// <summary>One output of a code cell, as nbformat 4.5 stores it.</summary>
public abstract record CellOutput
{
    /// <summary>What a terminal shows of it: the text of a stream, the plain representation of a value, the report of an error.</summary>
    public abstract string PlainText { get; }
}
