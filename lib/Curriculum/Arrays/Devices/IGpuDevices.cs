namespace Curriculum.Arrays.Devices;

/// <summary>The graphics processors of a machine: what the part for them brings.</summary>
internal interface IGpuDevices
{
    /// <summary>A device, opened at its first use.</summary>
    /// <param name="index">Which, from 0 on.</param>
    /// <exception cref="DeviceException">There is none of that number, or its driver refuses.</exception>
    Device Open(int index);

    /// <summary>Looks which devices there are, and opens none.</summary>
    GpuReport Look();
}
