namespace Curriculum.Benchmarks.Gpu;

/// <summary>There is no PyTorch to compare with.</summary>
internal sealed class PeerException(string message) : Exception(message);
