namespace Curriculum.Benchmarks.Gpu;

/// <summary>The other side of the comparison, on the same device.</summary>
internal interface IGpuPeer : IDisposable
{
    /// <summary>What it is and where it runs, such as "torch 2.6.0, CUDA 12.4, on NVIDIA H200".</summary>
    string Version { get; }

    /// <summary>The seconds of one run.</summary>
    /// <param name="workload">Which of those in <c>peer_gpu.py</c>.</param>
    /// <param name="size">How large.</param>
    /// <param name="seconds">How long it is measured.</param>
    double Measure(string workload, int size, double seconds);
}
