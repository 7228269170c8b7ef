namespace Curriculum.Cli;

/// <summary>What is here of a data set.</summary>
internal enum DataSetState
{
    /// <summary>The library makes it; there are no files.</summary>
    Generated,

    /// <summary>Every file is here and right.</summary>
    Here,

    /// <summary>At least one file is not here.</summary>
    Absent,

    /// <summary>A file is here, and its bytes are not the right ones.</summary>
    Damaged,
}
