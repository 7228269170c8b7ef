using Curriculum.Cli.Parts;

namespace Curriculum.Cli.Doctor;

/// <summary>Looks for the optional parts: projects of their own beside the library, each on a package that some feeds lack.</summary>
internal static class PartsCheck
{
    public static IEnumerable<Finding> Run(CliHost host)
    {
        var parts = new PartList(host.Repository);
        if (parts.All.Count == 0) yield return new Finding("parts", FindingState.Optional, "this version has no optional parts");
        foreach (var part in parts.All)
        {
            var subject = $"part {part.Name}";
            yield return part.IsBuilt ? new Finding(subject, FindingState.Fine, "added")
                : parts.Added.Contains(part.Name) ? new Finding(subject, FindingState.Optional, "added, but not built", $"dotnet build -c Release {host.Repository.Relative(part.Folder)}")
                : new Finding(subject, FindingState.Optional, $"not added: {part.Purpose}", host.Command($"parts add {part.Id}"));
        }
    }
}
