using Curriculum.Arrays;
using ILGPU.Runtime;

namespace Curriculum.Gpu.Tests;

/// <summary>The device that the tests run on: the part's own code on the stand-in.</summary>
internal static class TestDevice
{
    public static Device Instance { get; } = Open(1L << 30);

    /// <summary>A device with so many bytes.</summary>
    public static GpuDevice Open(long memory, AcceleratorType type = AcceleratorType.CPU) => new(new Accelerator(memory, type), "stand-in", hasTensorCores: type == AcceleratorType.Cuda);
}
