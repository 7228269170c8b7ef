namespace Curriculum.Arrays.Kernels;

/// <summary>A number that is part of a type, so that the compiler can leave out what it rules out.</summary>
internal interface INumberOf
{
    static abstract int Count { get; }
}
