using Curriculum.Arrays.Buffers;

namespace Curriculum.Arrays.Devices;

/// <summary>The processor, whose memory every part of the program can reach.</summary>
internal sealed class Processor : Device
{
    public override string Name => "cpu";

    // Small arrays are the garbage collector's.
    public override long MemoryHeld => BufferPool.Shared.LiveBytes + BufferPool.Shared.FreeBytes;

    internal override IDeviceKernels? Kernels => null;

    internal override Storage Allocate(Shape shape, DType dtype, bool clear) => Storage.Allocate((long)shape.Size * dtype.ByteSize(), clear);
}
