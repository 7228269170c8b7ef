namespace Curriculum.Cli.Output;

/// <summary>What a line of a run's report is.</summary>
internal enum LineKind
{
    /// <summary>A heading of the lesson's prose.</summary>
    Heading,

    /// <summary>The name of the cell that begins.</summary>
    Cell,

    /// <summary>What a cell shows.</summary>
    Output,

    /// <summary>A remark of the command itself.</summary>
    Note,
}
