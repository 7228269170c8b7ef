namespace Curriculum.Functional;

/// <summary>The definitions of functions that <see cref="F"/> computes in one sweep, written in small differentiable steps: to read, and for the tests to hold the sweeps to.</summary>
public static partial class Composed
{
}
