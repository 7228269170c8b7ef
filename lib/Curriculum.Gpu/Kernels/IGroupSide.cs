namespace Curriculum.Gpu.Kernels;

/// <summary>How many threads a side of a square group has: a constant for the compiler of kernels, which then knows all places in shared memory.</summary>
internal interface IGroupSide
{
    static abstract int Threads { get; }

    /// <summary>Groups of 256 threads.</summary>
    readonly struct Of16 : IGroupSide
    {
        public static int Threads => 16;
    }

    /// <summary>Groups of 64 threads.</summary>
    readonly struct Of8 : IGroupSide
    {
        public static int Threads => 8;
    }
}
