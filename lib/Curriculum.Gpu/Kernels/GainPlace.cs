namespace Curriculum.Gpu.Kernels;

/// <summary>Where the gains of a normalisation lie.</summary>
internal enum GainPlace
{
    /// <summary>There are none.</summary>
    None,

    /// <summary>One for each line.</summary>
    OfLine,

    /// <summary>One for each element of a line, the same for all lines.</summary>
    AlongLine,
}
