namespace Curriculum.Cli.Kernels;

/// <summary>Where Jupyter clients look for kernels.</summary>
/// <remarks>Source: https://docs.jupyter.org/en/latest/use/jupyter-directories.html, "Data files".</remarks>
/// <param name="variable">Reads an environment variable.</param>
internal sealed class JupyterFolders(Func<string, string?> variable)
{
    /// <summary>Those of this process.</summary>
    public static JupyterFolders OfProcess { get; } = new(Environment.GetEnvironmentVariable);

    /// <summary>The folder of this user's own kernels.</summary>
    public string User => Path.Combine(UserData, "kernels");

    /// <summary>All folders, in the order in which clients look.</summary>
    public IEnumerable<string> All => Data.Select(folder => Path.Combine(folder, "kernels"));

    // Not verified: for a folder that is not there yet the answer would be "", and the kernel would go to wherever the learner stands.
    private static string Folder(Environment.SpecialFolder folder) => Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify);

    private static string Home => Folder(Environment.SpecialFolder.UserProfile);

    private string UserData => variable("JUPYTER_DATA_DIR") is { Length: > 0 } own ? own
        : OperatingSystem.IsWindows() ? Path.Combine(Folder(Environment.SpecialFolder.ApplicationData), "jupyter")
        : OperatingSystem.IsMacOS() ? Path.Combine(Home, "Library", "Jupyter")
        : Path.Combine(variable("XDG_DATA_HOME") ?? Path.Combine(Home, ".local", "share"), "jupyter");

    private IEnumerable<string> Data => [.. (variable("JUPYTER_PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries), UserData, .. Shared];

    private static string[] Shared => OperatingSystem.IsWindows()
        ? [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "jupyter")]
        : ["/usr/local/share/jupyter", "/usr/share/jupyter"];
}
