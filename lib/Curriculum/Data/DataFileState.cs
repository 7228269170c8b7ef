namespace Curriculum.Data;

/// <summary>What a data folder has of a file.</summary>
public enum DataFileState
{
    /// <summary>No copy is there.</summary>
    Missing,

    /// <summary>A copy is there, but its bytes are not the right ones.</summary>
    Damaged,

    /// <summary>A copy is there and its SHA-256 is right.</summary>
    Present,
}
