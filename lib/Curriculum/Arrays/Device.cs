using System.Collections.Concurrent;
using Curriculum.Arrays.Buffers;
using Curriculum.Arrays.Devices;

namespace Curriculum.Arrays;

/// <summary>Where the numbers of an array lie and its operations run: the processor, or a graphics processor.</summary>
/// <remarks>
/// Arrays of one operation lie on one device; <see cref="NdArray.To"/> moves them. Nothing is copied between devices but by that method, and by asking for values (<see cref="NdArray.Item"/>, <see cref="NdArray.ToArray{T}"/>, printing).
/// </remarks>
public abstract class Device
{
    private const int MostNumbers = 1024;

    private readonly ConcurrentDictionary<(long Bits, DType DType), NdArray> _numbers = [];

    /// <summary>The processor: where every array is made unless something else is said.</summary>
    public static Device Cpu { get; } = new Processor();

    /// <summary>What the device is called, such as <c>cpu</c> or <c>gpu:0</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The kernels of a device that is not the processor; null for the processor, whose kernels are the ones in Arrays/Kernels.</summary>
    internal abstract IDeviceKernels? Kernels { get; }

    /// <summary>A graphics processor.</summary>
    /// <param name="index">Which of those that were found, from 0 on.</param>
    /// <exception cref="DeviceException">The part for graphics processors is not installed, or there is no such device; the message says why and what helps.</exception>
    public static Device Gpu(int index = 0) => GpuPart.Open(index);

    /// <summary>Memory for an array on this device.</summary>
    internal abstract Storage Allocate(Shape shape, DType dtype, bool clear);

    /// <summary>A number as an array, to read only. Those of a program are few and come again at every step, so they are kept: a number costs neither memory nor a kernel of its own.</summary>
    internal NdArray Number(double value, DType dtype)
    {
        if (_numbers.Count >= MostNumbers)
            _numbers.Clear();
        return _numbers.GetOrAdd((BitConverter.DoubleToInt64Bits(value), dtype), _ => NdArray.Full(Shape.Scalar, value, dtype, this));
    }

    /// <summary>The one device on which both arrays lie. A C# number goes wherever the array is.</summary>
    /// <exception cref="DeviceException">They lie on different devices.</exception>
    internal static Device Common(string op, NdArray a, NdArray b)
        => ReferenceEquals(a.Device, b.Device) || b.IsWeak ? a.Device
            : a.IsWeak ? b.Device
            : throw new DeviceException($"{op}: both arrays must lie on one device, got {a.Device} and {b.Device}. Move one of them with To(device), or the whole model with model.To(device).");

    /// <summary>The one device on which three arrays lie.</summary>
    /// <exception cref="DeviceException">They lie on different devices.</exception>
    internal static Device Common(string op, NdArray a, NdArray b, NdArray c)
        => a.IsWeak ? Common(op, b, c) : c.IsWeak ? Common(op, a, b) : (Common(op, a, b), Common(op, a, c)).Item2;

    /// <summary>The name.</summary>
    public sealed override string ToString() => Name;
}
