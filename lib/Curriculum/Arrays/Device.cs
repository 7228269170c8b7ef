using System.Collections.Concurrent;
using System.Globalization;
using Curriculum.Arrays.Buffers;
using Curriculum.Arrays.Devices;

namespace Curriculum.Arrays;

/// <summary>Where the numbers of an array lie and its operations run: the processor, or a graphics processor.</summary>
/// <remarks>
/// Arrays of one operation lie on one device; <see cref="NdArray.To"/> moves them. Nothing is copied between devices but by that method, by asking for values (<see cref="NdArray.Item"/>,
/// <see cref="NdArray.ToArray{T}"/>, printing), and where a new array is put on <see cref="Default"/>.
/// </remarks>
public abstract partial class Device
{
    /// <summary>The environment variable that names the device of a program that names none; <c>--device</c> goes before it.</summary>
    public const string Variable = "CURRICULUM_DEVICE";

    private const int MostNumbers = 1024;

    private static Device? _default;

    private ProductPrecision _productPrecision;

    private readonly ConcurrentDictionary<(long Bits, DType DType), NdArray> _numbers = [];

    /// <summary>The processor.</summary>
    public static Device Cpu { get; } = new Processor();

    /// <summary>Where new arrays lie (values of C#, zeros, draws, data sets, hence the weights of layers): at first on the device that CURRICULUM_DEVICE names, else on the processor.</summary>
    /// <remarks>
    /// Set it once, before anything is made: <c>Device.Default = Device.Gpu();</c>. Results of operations lie where the operands do, whatever this says; what lay elsewhere before stays there.
    /// </remarks>
    /// <exception cref="DeviceException">The variable names a device that is not there; the message says why and what helps.</exception>
    /// <exception cref="ArgumentException">The variable names no device.</exception>
    public static Device Default
    {
        get => _default ??= Named(Variable, Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } name ? name : "cpu");
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _default = value;
        }
    }

    /// <summary>What the device is called, such as <c>cpu</c> or <c>gpu:0</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Whether the device can multiply matrices of Float32 on tensor cores (<see cref="ProductPrecision.TensorFloat32"/>).</summary>
    public virtual bool HasTensorCores => false;

    /// <summary>How exactly this device multiplies matrices of Float32: <see cref="ProductPrecision.Float32"/>, unless something else is asked for. The name tells what else.</summary>
    /// <exception cref="DeviceException">The device has no tensor cores.</exception>
    public ProductPrecision ProductPrecision
    {
        get => _productPrecision;
        set => _productPrecision = value == ProductPrecision.Float32 || HasTensorCores
            ? value
            : throw new DeviceException($"ProductPrecision: {Name} has no tensor cores, which {value} takes (NVIDIA's devices have them from compute capability 8.0 on). Leave it at {ProductPrecision.Float32}.");
    }

    /// <summary>The kernels of a device that is not the processor; null for the processor, whose kernels are the ones in Arrays/Kernels.</summary>
    internal abstract IDeviceKernels? Kernels { get; }

    /// <summary>A graphics processor.</summary>
    /// <param name="index">Which of those that were found, from 0 on.</param>
    /// <exception cref="DeviceException">The part for graphics processors is not installed, or there is no such device; the message says why and what helps.</exception>
    public static Device Gpu(int index = 0) => GpuPart.Open(index);

    /// <summary>A device by its name.</summary>
    /// <param name="name"><c>cpu</c>, <c>gpu</c> (the first graphics processor) or <c>gpu:1</c> (the second).</param>
    /// <exception cref="ArgumentException">No device is called that.</exception>
    /// <exception cref="DeviceException">The part for graphics processors is not installed, or there is no such device; the message says why and what helps.</exception>
    public static Device Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Named("Device.Named", name);
    }

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

    /// <summary>A device by its name.</summary>
    /// <param name="asked">Who asks, for the message.</param>
    /// <param name="name">The name.</param>
    internal static Device Named(string asked, string name) => name switch
    {
        "cpu" => Cpu,
        "gpu" => Gpu(),
        _ when name.StartsWith("gpu:", StringComparison.Ordinal) && int.TryParse(name.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out int index) => Gpu(index),
        _ => throw new ArgumentException($"{asked}: a device is called cpu, gpu or gpu:N (gpu:0 is the first graphics processor, gpu:1 the second), got '{name}'."),
    };

    /// <summary>The name.</summary>
    public sealed override string ToString() => Name;
}
