using System.Diagnostics;
using Curriculum.Arrays.Buffers;

namespace Curriculum.Arrays.Devices;

/// <summary>The memory of an array that the processor cannot reach.</summary>
internal abstract class DeviceStorage : Storage
{
    private readonly Device _device;

    protected DeviceStorage(Device device)
        : base([], 0)
    {
        _device = device;
        Lock();
    }

    public sealed override Device Device => _device;

    /// <summary>Copies from the processor's memory to the start of this one, and returns when what was given may be changed.</summary>
    public abstract void Write<T>(ReadOnlySpan<T> source)
        where T : unmanaged;

    /// <summary>Waits for the kernels under way, and copies the elements from an offset on to the processor's memory.</summary>
    public abstract void Read<T>(int offset, Span<T> target)
        where T : unmanaged;

    // The innermost public method of the library that is under way is what the reader of the message called.
    private protected sealed override Exception Unreachable() => IsReleased
        ? base.Unreachable()
        : new DeviceException($"{Asked()}: there is no kernel for it on {_device}. Move the array with To(Device.Cpu), and the result back with To(device).");

    private static string Asked()
        => new StackTrace().GetFrames().Select(frame => frame.GetMethod())
            .FirstOrDefault(method => method is { IsPublic: true, DeclaringType: { IsPublic: true, Namespace: { } room } } && room.StartsWith("Curriculum", StringComparison.Ordinal))?.Name ?? "Read";
}
