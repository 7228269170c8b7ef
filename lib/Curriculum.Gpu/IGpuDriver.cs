using Curriculum.Arrays.Devices;
using ILGPU.Runtime;

namespace Curriculum.Gpu;

/// <summary>What the driver of graphics processors is asked.</summary>
internal interface IGpuDriver
{
    /// <summary>Looks which devices there are.</summary>
    GpuReport Look();

    /// <summary>Opens one of the devices that were found and are not refused.</summary>
    /// <exception cref="AcceleratorException">The driver refuses.</exception>
    Accelerator Open(int index);
}
