namespace ILGPU.Runtime;

/// <summary>What the compiler of kernels is told about how one is started.</summary>
internal readonly record struct KernelSpecialization(int? maxNumThreadsPerGroup, int? minNumGroupsPerMultiprocessor)
{
    public KernelConfig Check(KernelConfig config)
    {
        int threads = config.GroupDim.X * config.GroupDim.Y * config.GroupDim.Z;
        return threads > maxNumThreadsPerGroup ? throw new ArgumentException($"A group of {threads} threads is more than the {maxNumThreadsPerGroup} that the kernel was compiled for.") : config;
    }
}
