namespace Curriculum.Cli.Doctor;

/// <summary>Looks for a Jupyter kernel by the name that the lessons' metadata asks for.</summary>
/// <remarks>Source of the folders: https://docs.jupyter.org/en/latest/use/jupyter-directories.html, "Data files".</remarks>
internal static class KernelCheck
{
    /// <summary>The name of .NET Interactive's C# kernel, which editors know.</summary>
    public const string KernelName = ".net-csharp";

    public static Finding Run() => Run(DataFolders(Environment.GetEnvironmentVariable));

    internal static Finding Run(IEnumerable<string> dataFolders)
    {
        var found = dataFolders.Select(folder => Path.Combine(folder, "kernels", KernelName)).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "kernel.json")));
        return found is not null
            ? new Finding("kernel", FindingState.Fine, $"{KernelName} at {found}")
            : new Finding("kernel", FindingState.Optional, $"no Jupyter kernel named {KernelName}; `curriculum run` needs none");
    }

    private static IEnumerable<string> DataFolders(Func<string, string?> variable)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        foreach (var named in (variable("JUPYTER_PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)) yield return named;
        if (variable("JUPYTER_DATA_DIR") is { Length: > 0 } own) yield return own;
        if (OperatingSystem.IsWindows())
        {
            yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "jupyter");
            yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "jupyter");
            yield break;
        }
        yield return OperatingSystem.IsMacOS()
            ? Path.Combine(home, "Library", "Jupyter")
            : Path.Combine(variable("XDG_DATA_HOME") ?? Path.Combine(home, ".local", "share"), "jupyter");
        yield return "/usr/local/share/jupyter";
        yield return "/usr/share/jupyter";
    }
}
