namespace Curriculum.Cli.Doctor;

/// <summary>How a thing was found.</summary>
internal enum FindingState
{
    /// <summary>It is there and right.</summary>
    Fine,

    /// <summary>It is not there, and lessons run without it.</summary>
    Optional,

    /// <summary>It is missing or wrong, and lessons need it.</summary>
    Missing,
}
