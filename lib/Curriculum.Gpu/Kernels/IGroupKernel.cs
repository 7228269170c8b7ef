using ILGPU.Runtime;

namespace Curriculum.Gpu.Kernels;

/// <summary>What one thread does in a group that shares memory: its place is in <see cref="ILGPU.Grid"/> and <see cref="ILGPU.Group"/>. The fields are what it works with; they reach the device by value.</summary>
internal interface IGroupKernel
{
    /// <summary>What the compiler may count on, where it does better so.</summary>
    static virtual KernelSpecialization Specialization => default;

    /// <summary>The thread's part of the group's work.</summary>
    void Run();
}
