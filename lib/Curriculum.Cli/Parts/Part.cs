namespace Curriculum.Cli.Parts;

/// <summary>An optional part: a project of its own beside the library, on a package that some feeds lack.</summary>
/// <param name="Name">What stands behind <c>Curriculum.</c> in the name of its project.</param>
/// <param name="Purpose">What it is good for, in a few words.</param>
/// <param name="Projects">Its project file, then those that only its tests need.</param>
internal sealed record Part(string Name, string Purpose, IReadOnlyList<string> Projects)
{
    /// <summary>As it is typed: <c>curriculum parts add gpu</c>.</summary>
    public string Id => Name.ToLowerInvariant();

    /// <summary>Where it lies.</summary>
    public string Folder => Path.GetDirectoryName(Projects[0])!;

    /// <summary>Whether it is built, and so found by the library.</summary>
    public bool IsBuilt => File.Exists(Path.Combine(Folder, "bin", "Release", $"Curriculum.{Name}.dll"));
}
