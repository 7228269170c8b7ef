namespace Curriculum.Cli.Doctor;

/// <summary>Looks for the optional parts: projects of their own beside the library, each on a package that some feeds lack.</summary>
internal static class PartsCheck
{
    private const string Prefix = "Curriculum.";

    private static readonly string[] NotParts = ["Engine", "Cli"];

    public static IEnumerable<Finding> Run(CliHost host)
    {
        var parts =
            (from folder in Directory.EnumerateDirectories(Path.Combine(host.Repository.Root, "lib"))
             let project = Path.GetFileName(folder)
             where project.StartsWith(Prefix, StringComparison.Ordinal)
             let name = project[Prefix.Length..]
             where !NotParts.Contains(name)
             orderby name
             select (name, folder)).ToList();
        if (parts.Count == 0) yield return new Finding("parts", FindingState.Optional, "this version has no optional parts");
        foreach (var (name, folder) in parts)
        {
            var output = Path.Combine(folder, "bin", "Release");
            // A part that is switched off builds an empty assembly into no place of its own: presence is what counts, at run time too.
            var there = Directory.Exists(output) && Directory.EnumerateFiles(output, $"{Prefix}{name}.dll", SearchOption.AllDirectories).Any();
            yield return there
                ? new Finding($"part {name}", FindingState.Fine, "added")
                : new Finding($"part {name}", FindingState.Optional, "not added", host.Command($"parts add {name.ToLowerInvariant()}"));
        }
    }
}
