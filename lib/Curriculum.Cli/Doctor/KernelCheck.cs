using Curriculum.Cli.Kernels;

namespace Curriculum.Cli.Doctor;

/// <summary>Looks for a Jupyter kernel that runs the lessons.</summary>
internal static class KernelCheck
{
    public static Finding Run(CliHost host)
    {
        string install = host.Command("kernel install");
        if (KernelSpec.Find(KernelSpec.OwnName, host.Jupyter).FirstOrDefault(spec => spec.OwnProgram is not null) is { } own)
        {
            return File.Exists(own.OwnProgram)
                ? new Finding("kernel", FindingState.Fine, $"{own.Name} at {own.Folder}")
                : new Finding("kernel", FindingState.Missing, $"{own.Name} at {own.Folder} starts {own.OwnProgram}, which is gone", install);
        }

        return KernelSpec.Find(KernelSpec.InteractiveName, host.Jupyter).FirstOrDefault() is { } other
            ? new Finding("kernel", FindingState.Optional, $"{other.Name} at {other.Folder}, not from this course", install)
            : new Finding("kernel", FindingState.Optional, "no C# kernel for VS Code and Jupyter; `curriculum run` needs none", install);
    }
}
