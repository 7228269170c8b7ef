namespace Curriculum.Cli.Parts;

/// <summary>An optional part: a project of its own beside the library, on a package that some feeds lack.</summary>
/// <param name="Name">What stands behind <c>Curriculum.</c> in the name of its project.</param>
/// <param name="Project">The path of its project file.</param>
/// <param name="Purpose">What it is good for, in a few words.</param>
internal sealed record Part(string Name, string Project, string Purpose)
{
    /// <summary>As it is typed: <c>curriculum parts add gpu</c>.</summary>
    public string Id => Name.ToLowerInvariant();

    /// <summary>Where its build lies; the library finds the part by this folder.</summary>
    public string Output => Path.Combine(Path.GetDirectoryName(Project)!, "bin", "Release");

    /// <summary>Whether it is built, and so found by the library.</summary>
    public bool IsBuilt => File.Exists(Path.Combine(Output, $"Curriculum.{Name}.dll"));
}
