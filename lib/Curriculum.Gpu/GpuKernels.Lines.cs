using Curriculum.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace Curriculum.Gpu;

/// <content>How the lines of an array are shared out to groups of threads.</content>
internal sealed partial class GpuKernels
{
    /// <summary>The elements that a lane should have before its line gets more lanes.</summary>
    private const int ElementsOfLane = 4;

    /// <summary>The elements that a lane has at most where lines can be cut into pieces.</summary>
    private const int MostElementsOfLane = 16;

    private bool IsEmulated => Accelerator.AcceleratorType == AcceleratorType.CPU;

    // Every thread of an emulated group is a thread of the system: a few will do.
    private int GroupThreads => IsEmulated ? 4 : 256;

    // Across lines a group needs enough of them beside each other to read whole stretches of memory.
    private int LeastAcross => IsEmulated ? 2 : 16;

    private int MostLanes(bool across) => (IsEmulated ? GroupThreads : LineThread.MostThreads) / (across ? LeastAcross : 1);

    /// <summary>The longest piece that a line is cut into.</summary>
    private int PieceOf(int inner) => MostLanes(inner > 1) * MostElementsOfLane;

    /// <summary>The groups that work on all lines.</summary>
    private KernelConfig GroupsFor(Lines lines)
    {
        int lanes = 1, most = MostLanes(lines.IsAcross);
        while (lanes < most && lanes * ElementsOfLane < lines.Longest)
            lanes *= 2;
        int together = Math.Max(lines.IsAcross ? LeastAcross : 1, GroupThreads / lanes);
        return new(new Index3D((lines.Number + together - 1) / together, 1, 1), lines.IsAcross ? new Index3D(together, lanes, 1) : new Index3D(lanes, together, 1));
    }
}
