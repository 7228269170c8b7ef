namespace Curriculum.Gpu.Kernels;

/// <summary>What one thread does in a group that shares memory: its place is in <see cref="ILGPU.Grid"/> and <see cref="ILGPU.Group"/>. The fields are what it works with; they reach the device by value.</summary>
internal interface IGroupKernel
{
    /// <summary>The thread's part of the group's work.</summary>
    void Run();
}
