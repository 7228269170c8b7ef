using Curriculum.Arrays;
using Curriculum.Arrays.Buffers;
using Curriculum.Arrays.Devices;
using Curriculum.Gpu.Memory;
using ILGPU.Runtime;
using Device = Curriculum.Arrays.Device;

namespace Curriculum.Gpu;

/// <summary>A graphics processor. What is asked of it is done in order, on one stream, while the program goes on.</summary>
internal sealed class GpuDevice : Device
{
    private readonly string _name;

    public GpuDevice(Accelerator accelerator, string name, bool hasTensorCores = false)
    {
        Accelerator = accelerator;
        _name = name;
        HasTensorCores = hasTensorCores;
        Pool = new BlockPool(accelerator, name);
        Uploads = new UploadMemory(accelerator);
        Kernels = new GpuKernels(this);
    }

    public override string Name => ProductPrecision == ProductPrecision.TensorFloat32 ? $"{_name}, products in TF32" : _name;

    public override bool HasTensorCores { get; }

    /// <summary>ILGPU's side of the device.</summary>
    public Accelerator Accelerator { get; }

    /// <summary>The device's memory.</summary>
    public BlockPool Pool { get; }

    /// <summary>The way of arrays to the device.</summary>
    public UploadMemory Uploads { get; }

    internal override IDeviceKernels Kernels { get; }

    public override long MemoryHeld => Pool.LiveBytes + Pool.FreeBytes;

    public override void Synchronize() => Accelerator.DefaultStream.Synchronize();

    public override TimeSpan Time(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        using var start = Accelerator.DefaultStream.AddProfilingMarker();
        work();
        using var end = Accelerator.DefaultStream.AddProfilingMarker();
        end.Synchronize();
        return end.MeasureFrom(start);
    }

    internal override Storage Allocate(Shape shape, DType dtype, bool clear)
    {
        long bytes = (long)shape.Size * dtype.ByteSize();
        var storage = new GpuStorage(this, Pool.Rent(bytes, () => $"an array {shape} of {dtype}"));
        if (clear)
            storage.Clear();
        return storage;
    }
}
