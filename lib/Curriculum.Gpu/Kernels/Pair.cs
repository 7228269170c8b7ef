namespace Curriculum.Gpu.Kernels;

/// <summary>Two neighbours: a device writes them at once where their place in memory is even.</summary>
internal readonly struct Pair<T>(T x, T y)
    where T : struct
{
    public T X { get; } = x;

    public T Y { get; } = y;
}
