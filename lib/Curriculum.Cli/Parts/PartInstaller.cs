using System.Text.RegularExpressions;
using Curriculum.Cli.Course;

namespace Curriculum.Cli.Parts;

/// <summary>Adds a part: restores its package, writes it into <c>Parts.props</c>, builds it. When one of these fails, all is as it was.</summary>
internal sealed partial class PartInstaller(Repository repository)
{
    /// <exception cref="CliException">The package cannot be restored, or the part does not build.</exception>
    public async Task AddAsync(Part part, CancellationToken cancel)
    {
        var trial = Directory.CreateTempSubdirectory("curriculum-part-");
        try
        {
            // A failed restore would leave files of its own in obj, and the next build would stumble over them.
            await EachAsync(part, project => ["restore", project, $"-p:CurriculumParts={part.Name}", $"-p:PartTrialFolder={trial.FullName}"],
                "its package could not be restored", "Add a feed that has the package (dotnet nuget add source ADDRESS), or wait until yours has it, and run this again.", cancel);
        }
        finally
        {
            trial.Delete(recursive: true);
        }

        var parts = new PartList(repository);
        parts.Add(part);
        var built = false;
        try
        {
            await EachAsync(part, project => ["build", "-v", "q", "-c", "Release", project],
                "it does not build with the package that was restored", "This is a defect of the part; please report it with these lines.", cancel);
            built = true;
        }
        finally
        {
            if (!built) await RemoveAsync(part);
        }
    }

    /// <summary>Takes a part out again.</summary>
    public async Task RemoveAsync(Part part)
    {
        new PartList(repository).Remove(part);
        // What was restored is for the part as it is no longer: the next build must not find it.
        foreach (var project in part.Projects) await DotnetTool.RunAsync(repository.Root, ["restore", "--nologo", "-nodeReuse:false", project], CancellationToken.None);
    }

    private async Task EachAsync(Part part, Func<string, string[]> arguments, string why, string cure, CancellationToken cancel)
    {
        foreach (var project in part.Projects)
        {
            var (exit, text) = await DotnetTool.RunAsync(repository.Root, [.. arguments(project), "--nologo", "-nodeReuse:false"], cancel);
            if (exit != 0) throw Refused(part, why, text, cure);
        }
    }

    private static CliException Refused(Part part, string why, string text, string cure)
    {
        var problems = Problem().Matches(text).Select(match => $"  {match.Groups["text"].Value.Trim()}").Distinct().Take(5).ToList();
        if (problems.Count == 0) problems.Add($"  {text.Trim().Split('\n')[^1]}");
        return CliException.Failed($"{part.Id} was not added: {why}.\n{string.Join('\n', problems)}\nNothing was changed, and every lesson runs without it. {cure}");
    }

    // "/path/Curriculum.Gpu.csproj : error NU1101: Unable to find package …. [/path/Curriculum.Gpu.csproj]"
    [GeneratedRegex(@"error (?<text>[A-Z]+\d+: [^\[\n]*)")]
    private static partial Regex Problem();
}
