namespace Curriculum.Gpu.Kernels;

/// <summary>Where in a tile a thread's results lie, in quads.</summary>
/// <remarks>The 32 threads of a warp are 4 rows of 8: together they read 12 different quads a step, less than in any other form.</remarks>
internal readonly struct ProductPlace<TSide>
    where TSide : struct, IGroupSide
{
    public ProductPlace(int thread)
    {
        int warp = thread >> 5, lane = thread & 31, warps = TSide.Threads / 8;
        Row = (warp / warps * 4) + (lane >> 3);
        Column = (warp % warps * 8) + (lane & 7);
    }

    public int Row { get; }

    public int Column { get; }
}
