using Curriculum.Arrays;
using Curriculum.Gpu.Memory;
using ILGPU;

namespace Curriculum.Gpu.Kernels;

/// <summary>An array as a kernel sees it: stretched to the shape of the result, its elements counted row by row.</summary>
internal readonly struct Strided<T>
    where T : unmanaged
{
    private readonly ArrayView<T> _memory;
    private readonly Strides _places;

    /// <summary><paramref name="array"/> stretched to <paramref name="shape"/>.</summary>
    /// <exception cref="DeviceException">More than six axes stay apart.</exception>
    public Strided(NdArray array, Shape shape) => (_memory, _places) = (((GpuStorage)array.Storage).View<T>(), new(array, shape));

    /// <summary>The element at a position.</summary>
    public ref T this[int position] => ref _memory[_places[position]];
}
