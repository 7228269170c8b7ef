namespace Curriculum.Gpu.Kernels;

/// <summary>Four neighbours: a device reads and writes them at once where their place in memory is a multiple of four.</summary>
internal readonly struct Quad<T>(T x, T y, T z, T w)
    where T : struct
{
    public T X { get; } = x;

    public T Y { get; } = y;

    public T Z { get; } = z;

    public T W { get; } = w;
}
