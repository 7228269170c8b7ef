using Curriculum.Arrays.Devices;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

namespace Curriculum.Gpu.Cuda;

/// <summary>NVIDIA's devices. Those of other makers are not looked for: no kernel was ever tried there.</summary>
internal sealed class CudaDriver : IGpuDriver
{
    private static readonly Lazy<Context> Ilgpu = new(() => GpuDevices.Create(builder => builder.Cuda()));

    static CudaDriver() => CudaLibrary.FindFor(typeof(Context).Assembly);

    /// <inheritdoc/>
    public GpuReport Look()
    {
        if (CudaLibrary.TryLoad(CudaLibrary.Names) is not { } library)
        {
            return Nothing(null, $"no graphics processor of NVIDIA can be used: its driver is not installed ({string.Join(", ", CudaLibrary.Names)} were looked for). "
                + "Install the driver; in a container, pass the device through (docker run --gpus all). Devices of other makers are not used.");
        }

        if (CudaLibrary.Start(library) is { } trouble)
            return Nothing(null, trouble);
        var api = CudaAPI.CurrentAPI;
        if (!api.IsSupported || api.GetDriverVersion(out var version) != CudaError.CUDA_SUCCESS)
            return Nothing(null, "the driver of NVIDIA's devices is installed, but ILGPU cannot use it.");
        string driver = $"CUDA {version}";
        var found = new List<GpuDescription>();
        for (int i = 0; api.GetDeviceCount(out int count) == CudaError.CUDA_SUCCESS && i < count; i++)
            found.Add(Describe(api, i, version));
        return found.Count > 0 ? new GpuReport(driver, null, found) : Nothing(driver, CudaLibrary.Explain(100, "CUDA_ERROR_NO_DEVICE"));
    }

    /// <inheritdoc/>
    public Accelerator Open(int index)
    {
        CudaException.ThrowIfFailed(CudaAPI.CurrentAPI.GetDevice(out int id, index));
        List<CudaDevice> usable = [.. Ilgpu.Value.GetCudaDevices()];
        var device = usable.Find(d => d.DeviceId == id) ?? throw new NotSupportedException("ILGPU does not take it.");
        return device.CreateCudaAccelerator(Ilgpu.Value);
    }

    private static GpuReport Nothing(string? driver, string trouble) => new(driver, trouble, []);

    private static GpuDescription Describe(CudaAPI api, int index, CudaDriverVersion driver)
    {
        CudaException.ThrowIfFailed(api.GetDevice(out int id, index));
        CudaException.ThrowIfFailed(api.GetDeviceName(out string? name, id));
        CudaException.ThrowIfFailed(api.GetTotalDeviceMemory(out long memory, id));
        CudaException.ThrowIfFailed(api.GetDeviceComputeCapability(out int major, out int minor, id));
        string? refusal = !CudaDevice.TryGetArchitecture(major, minor, out var architecture) ? "its generation is too old for ILGPU, which takes compute capability 3.0 and above."
            : !CudaAccelerator.TryGetInstructionSet(architecture, driver, out var needed, out _) ? $"its driver is too old: it speaks CUDA {driver}, and CUDA {needed} is needed. Install a newer driver."
            : null;
        return new GpuDescription(name ?? "without a name", memory, $"{major}.{minor}", refusal);
    }
}
