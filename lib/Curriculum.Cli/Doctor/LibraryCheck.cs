using Curriculum.Cli.Course;

namespace Curriculum.Cli.Doctor;

/// <summary>Looks for the DLL that lessons reference, and whether it was built from the sources as they are.</summary>
internal static class LibraryCheck
{
    private const string Cure = "dotnet build -c Release lib/Curriculum";

    public static Finding Run(Repository repository)
    {
        if (!File.Exists(repository.Library))
            return new Finding("library", FindingState.Missing, $"{repository.Relative(repository.Library)} is not built", Cure);
        var built = File.GetLastWriteTimeUtc(repository.Library);
        var sources = Path.Combine(repository.Root, "lib", "Curriculum");
        var newer = Sources(sources).FirstOrDefault(source => File.GetLastWriteTimeUtc(source) > built);
        return newer is null
            ? new Finding("library", FindingState.Fine, repository.Relative(repository.Library))
            : new Finding("library", FindingState.Missing, $"{repository.Relative(repository.Library)} is older than {repository.Relative(newer)}", Cure);
    }

    private static IEnumerable<string> Sources(string folder) =>
        from file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        let first = Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar)[0]
        where first is not ("bin" or "obj")
        select file;
}
