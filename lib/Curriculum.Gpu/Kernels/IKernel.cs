namespace Curriculum.Gpu.Kernels;

/// <summary>What one thread does for one position of the result. The fields are what it works with; they reach the device by value.</summary>
internal interface IKernel
{
    /// <summary>The work at position <paramref name="i"/>. No two positions write to one place.</summary>
    void Run(int i);
}
