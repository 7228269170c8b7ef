namespace ILGPU;

/// <summary>How elements follow each other.</summary>
internal static class Stride1D
{
    /// <summary>One after the other.</summary>
    internal readonly struct Dense;
}
