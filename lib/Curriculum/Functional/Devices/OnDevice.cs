using Curriculum.Arrays;

namespace Curriculum.Functional.Devices;

/// <summary>Whether an operation has to do without the processor's kernels, and what it takes in their place.</summary>
internal static class OnDevice
{
    /// <summary>Whether an array lies on a device that is not the processor.</summary>
    public static bool Holds(NdArray x) => x.Device.Kernels is not null;

    /// <summary>The device's kernels for images.</summary>
    /// <exception cref="DeviceException">It has none.</exception>
    public static IImageKernels Images(string op, NdArray x) => Kernels<IImageKernels>(op, x);

    /// <summary>The device's kernels for softmax and what is made of it.</summary>
    /// <exception cref="DeviceException">It has none.</exception>
    public static IRowKernels Rows(string op, NdArray x) => Kernels<IRowKernels>(op, x);

    /// <summary>The device's kernels for normalisations.</summary>
    /// <exception cref="DeviceException">It has none.</exception>
    public static INormalisationKernels Normalisations(string op, NdArray x) => Kernels<INormalisationKernels>(op, x);

    /// <summary>The device's kernels for recurrent cells.</summary>
    /// <exception cref="DeviceException">It has none.</exception>
    public static ISequenceKernels Sequences(string op, NdArray x) => Kernels<ISequenceKernels>(op, x);

    /// <summary>The device's kernels for packed sequences.</summary>
    /// <exception cref="DeviceException">It has none.</exception>
    public static IPackedKernels Packed(string op, NdArray x) => Kernels<IPackedKernels>(op, x);

    private static TKernels Kernels<TKernels>(string op, NdArray x)
        where TKernels : class
        => x.Device.Kernels as TKernels ?? throw new DeviceException($"{op}: there is no kernel for it on {x.Device}. Move the array with To(Device.Cpu), and the result back with To(device).");
}
