using Curriculum.Arrays;
using Curriculum.Arrays.Devices;
using ILGPU;
using ILGPU.Runtime;
using Device = Curriculum.Arrays.Device;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;

namespace Curriculum.Gpu;

/// <summary>The graphics processors of this machine: the entrance of this part, by which the library finds it.</summary>
internal sealed class GpuDevices : IGpuDevices
{
    private static readonly Lazy<Context> Ilgpu = new(() => Create(builder => builder.Cuda()));
    private static readonly Dictionary<int, GpuDevice> Opened = [];
    private static readonly Lock Gate = new();

    /// <inheritdoc/>
    /// <remarks>Never ILGPU's own stand-in for a device, which runs on the processor.</remarks>
    public Device Open(int index)
    {
        lock (Gate)
        {
            if (Opened.TryGetValue(index, out var device))
                return device;
            var found = Found();
            if (index < 0 || index >= found.Count)
            {
                throw new DeviceException(found.Count == 0
                    ? "Device.Gpu: no graphics processor was found (looked for: CUDA, through the driver of NVIDIA). Everything runs on Device.Cpu without one."
                    : $"Device.Gpu: index must be 0 … {found.Count - 1}, got {index}.");
            }

            return Opened[index] = new GpuDevice(found[index].CreateCudaAccelerator(Ilgpu.Value), $"gpu:{index} ({found[index].Name})");
        }
    }

    /// <summary>ILGPU's emulation on the processor: for tests of kernels, thousands of times slower than the processor's own.</summary>
    public static GpuDevice Emulated() => new(CPUDevice.Nvidia.CreateCPUAccelerator(Create(builder => builder.CPU(CPUDeviceKind.Nvidia))), "emulated");

    private static Context Create(Action<Context.Builder> devices) => Context.Create(builder =>
    {
        devices(builder);
        builder.EnableAlgorithms().Optimize(OptimizationLevel.O2);
    });

    private static List<CudaDevice> Found()
    {
        try
        {
            return [.. Ilgpu.Value.GetCudaDevices()];
        }
        catch (Exception e) when (e is AcceleratorException or DllNotFoundException or NotSupportedException)
        {
            throw new DeviceException($"Device.Gpu: the driver of the graphics processor refuses: {e.Message}", e);
        }
    }
}
