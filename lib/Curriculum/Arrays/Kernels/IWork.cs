namespace Curriculum.Arrays.Kernels;

/// <summary>Work on a range of items. The items do not depend on each other, so any split gives the same result.</summary>
internal interface IWork
{
    /// <summary>Does items start … end − 1.</summary>
    void Run(int start, int end);
}
