using ILGPU;
using ILGPU.Runtime.CPU;

namespace Curriculum.Gpu;

/// <content>The devices of NVIDIA, and ILGPU's emulation of one.</content>
internal sealed partial class GpuDevices
{
    /// <summary>NVIDIA's devices.</summary>
    public GpuDevices()
        : this(new Cuda.CudaDriver())
    {
    }

    /// <summary>ILGPU's emulation on the processor: for tests of kernels, thousands of times slower than the processor's own.</summary>
    public static GpuDevice Emulated() => new(CPUDevice.Nvidia.CreateCPUAccelerator(Create(builder => builder.CPU(CPUDeviceKind.Nvidia))), "emulated");

    /// <summary>ILGPU with certain devices.</summary>
    internal static Context Create(Action<Context.Builder> devices) => Context.Create(builder =>
    {
        devices(builder);
        builder.EnableAlgorithms().Profiling().Optimize(OptimizationLevel.O2);
    });
}
