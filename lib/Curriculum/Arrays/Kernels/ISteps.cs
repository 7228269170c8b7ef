namespace Curriculum.Arrays.Kernels;

/// <summary>How a tile of a product walks along k through its second factor; a constant for the compiler.</summary>
internal interface ISteps
{
    /// <summary>Whether a table says how far each step goes.</summary>
    static abstract bool AreTabled { get; }
}

/// <summary>Every step is as long as the one before: rows of a matrix.</summary>
internal readonly struct EvenSteps : ISteps
{
    public static bool AreTabled => false;
}

/// <summary>A table has each step: taps of a convolution.</summary>
internal readonly struct TabledSteps : ISteps
{
    public static bool AreTabled => true;
}
