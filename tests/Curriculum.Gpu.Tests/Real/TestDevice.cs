using Curriculum.Arrays;

namespace Curriculum.Gpu.Tests;

/// <summary>The device that the tests run on: ILGPU's emulation of one.</summary>
internal static class TestDevice
{
    public static Device Instance { get; } = GpuDevices.Emulated();
}
