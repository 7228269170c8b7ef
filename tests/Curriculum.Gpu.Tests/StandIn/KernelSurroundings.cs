namespace ILGPU;

/// <summary>Where a thread stands in its group.</summary>
internal static class Group
{
    [ThreadStatic]
    private static Running? _running;

    public static int IdxX => Now.Thread.X;

    public static int IdxY => Now.Thread.Y;

    public static int DimX => Now.Config.GroupDim.X;

    public static int DimY => Now.Config.GroupDim.Y;

    internal static Running Now => _running ?? throw new InvalidOperationException("Only a kernel that was started with groups has one.");

    public static void Barrier() => Now.Barrier();

    internal static void Enter(Running running) => _running = running;

    /// <summary>One thread of a group at work.</summary>
    internal sealed class Running(KernelConfig config, Index3D group, Index3D thread, Action barrier, List<Memory<byte>> shared, float[][] exchange)
    {
        public KernelConfig Config => config;

        public Index3D Group => group;

        public Index3D Thread => thread;

        public Action Barrier => barrier;

        /// <summary>What the group shares, in the order of asking.</summary>
        public List<Memory<byte>> Shared => shared;

        public int Asked { get; set; }

        /// <summary>Registers that the kernel named itself.</summary>
        public Dictionary<string, float> Registers { get; } = [];

        private int Exchanged { get; set; }

        /// <summary>Where the threads of a warp lay open so many numbers each: not where they did the last time, which some may still read.</summary>
        public float[] NextExchange(int numbers)
        {
            int size = config.GroupDim.X * config.GroupDim.Y * config.GroupDim.Z * numbers, next = Exchanged++ % exchange.Length;
            return exchange[next] ??= new float[size];
        }
    }
}

/// <summary>The threads of a group that take each step together.</summary>
internal static class Warp
{
    public static void Barrier() => Group.Barrier();
}

/// <summary>Where a group stands in the grid.</summary>
internal static class Grid
{
    public static int IdxX => Group.Now.Group.X;

    public static int IdxY => Group.Now.Group.Y;

    public static int IdxZ => Group.Now.Group.Z;
}

/// <summary>Memory that the threads of a group share.</summary>
internal static class SharedMemory
{
    // What the group before left there is still there; at first it may be anything.
    public static unsafe ArrayView<T> Allocate<T>(int length)
        where T : unmanaged
    {
        var now = Group.Now;
        if (now.Asked == now.Shared.Count)
        {
            now.Shared.Add(new byte[length * sizeof(T)]);
            now.Shared[^1].Span.Fill(0xCD);
        }

        return new(now.Shared[now.Asked++]);
    }
}

/// <summary>Bits of floats and floats of bits.</summary>
internal static class Interop
{
    public static uint FloatAsInt(float value) => BitConverter.SingleToUInt32Bits(value);

    public static ulong FloatAsInt(double value) => BitConverter.DoubleToUInt64Bits(value);

    public static float IntAsFloat(uint bits) => BitConverter.UInt32BitsToSingle(bits);

    public static double IntAsFloat(ulong bits) => BitConverter.UInt64BitsToDouble(bits);
}
