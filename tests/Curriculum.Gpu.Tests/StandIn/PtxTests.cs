namespace Curriculum.Gpu.Tests;

/// <summary>What takes ILGPU itself.</summary>
public class PtxTests
{
    [SkippableFact]
    public void Kernels_compile_to_the_code_of_devices()
        => throw new SkipException("The part Gpu is not installed (`curriculum parts add gpu`): kernels are tested on a stand-in for ILGPU, and not compiled for devices.");
}
