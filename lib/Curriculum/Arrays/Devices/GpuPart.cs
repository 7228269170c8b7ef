using Curriculum.Parts;

namespace Curriculum.Arrays.Devices;

/// <summary>The optional part for graphics processors.</summary>
internal static class GpuPart
{
    private static readonly Lazy<IGpuDevices?> Devices = new(() => OptionalPart.Find<IGpuDevices>("Gpu"));

    /// <summary>A device of the part.</summary>
    /// <exception cref="DeviceException">The part is not there, or has no such device.</exception>
    public static Device Open(int index) => Devices.Value is { } devices
        ? devices.Open(index)
        : throw new DeviceException("Device.Gpu: the part for graphics processors is not installed. `curriculum parts add gpu` installs it where its package, ILGPU, can be had; everything runs on Device.Cpu without it.");

    /// <summary>Which devices there are; null where the part is not there.</summary>
    /// <exception cref="InvalidOperationException">The part was built for another version of the library.</exception>
    public static GpuReport? Look() => Devices.Value?.Look();
}
