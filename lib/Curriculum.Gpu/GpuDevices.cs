using Curriculum.Arrays;
using Curriculum.Arrays.Devices;
using ILGPU.Runtime;
using Device = Curriculum.Arrays.Device;

namespace Curriculum.Gpu;

/// <summary>The graphics processors of this machine: the entrance of this part, by which the library finds it.</summary>
/// <remarks>What cannot be used is an error. Nothing is done by the processor in a device's place.</remarks>
internal sealed partial class GpuDevices(IGpuDriver driver) : IGpuDevices
{
    /// <summary>The compute capability from which on tensor cores multiply numbers of Float32, rounded.</summary>
    private const int TensorCoresFrom = 8;

    private readonly Dictionary<int, GpuDevice> _opened = [];
    private readonly Lock _gate = new();

    /// <inheritdoc/>
    public Device Open(int index)
    {
        lock (_gate)
        {
            if (_opened.TryGetValue(index, out var device))
                return device;
            var (_, trouble, found) = Look();
            if (trouble is not null)
                throw new DeviceException($"Device.Gpu: {trouble} Everything runs on Device.Cpu without one.");
            if (index < 0 || index >= found.Count)
                throw new DeviceException($"Device.Gpu: index must be 0 … {found.Count - 1}, got {index}. There {(found.Count == 1 ? "is" : "are")}: {string.Join(", ", found.Select((d, i) => Name(i, d)))}.");
            if (found[index].Refusal is { } refusal)
                throw new DeviceException($"Device.Gpu: {Name(index, found[index])} cannot be used: {refusal}");
            return _opened[index] = new GpuDevice(Start(index, found[index]), Name(index, found[index]), Version.Parse(found[index].Capability).Major >= TensorCoresFrom);
        }
    }

    /// <inheritdoc/>
    public GpuReport Look()
    {
        try
        {
            return driver.Look();
        }
        catch (AcceleratorException e)
        {
            return new(null, $"the driver of the graphics processors does not answer: {e.Message.TrimEnd('.')}. `nvidia-smi` says more.", []);
        }
    }

    private static string Name(int index, GpuDescription device) => $"gpu:{index} ({device.Name})";

    private Accelerator Start(int index, GpuDescription device)
    {
        try
        {
            return driver.Open(index);
        }
        catch (Exception e) when (e is AcceleratorException or NotSupportedException)
        {
            throw new DeviceException($"Device.Gpu: {Name(index, device)} was found, but its driver refuses to open it: {e.Message.TrimEnd('.')}. Another program may have taken it for itself; see `nvidia-smi`.", e);
        }
    }
}
