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
        try
        {
            await EachAsync(part, project => ["build", "-v", "q", "-c", "Release", project],
                "it does not build with the package that was restored", "This is a defect of the part; please report it with these lines.", cancel);
        }
        catch (Exception e)
        {
            if (await TakeOutAsync(part) is { } leftover) throw CliException.Failed($"{e.Message}\n{leftover}", e);
            throw;
        }
    }

    /// <summary>Takes a part out again.</summary>
    /// <exception cref="CliException">It is out, but what was restored for it is still there.</exception>
    public async Task RemoveAsync(Part part)
    {
        if (await TakeOutAsync(part) is { } leftover) throw CliException.Failed(leftover);
    }

    // What could not be undone; null: nothing.
    private async Task<string?> TakeOutAsync(Part part)
    {
        new PartList(repository).Remove(part);
        // What was restored is for the part as it is no longer: the next build must not find it.
        foreach (var project in part.Projects)
        {
            var (exit, text) = await DotnetTool.RunAsync(repository.Root, ["restore", "--nologo", "-nodeReuse:false", project], CancellationToken.None);
            if (exit != 0)
            {
                return $"{part.Id} is taken out, but its project cannot be restored without it.\n{Problems(text)}\n"
                    + $"The next build would stumble over what was restored for the part. Mend that, then: dotnet restore {repository.Relative(project)}";
            }
        }
        return null;
    }

    private async Task EachAsync(Part part, Func<string, string[]> arguments, string why, string cure, CancellationToken cancel)
    {
        foreach (var project in part.Projects)
        {
            var (exit, text) = await DotnetTool.RunAsync(repository.Root, [.. arguments(project), "--nologo", "-nodeReuse:false"], cancel);
            if (exit != 0) throw Refused(part, why, text, cure);
        }
    }

    private static CliException Refused(Part part, string why, string text, string cure) =>
        CliException.Failed($"{part.Id} was not added: {why}.\n{Problems(text)}\nNothing was changed, and every lesson runs without it. {cure}");

    private static string Problems(string text)
    {
        var problems = Problem().Matches(text).Select(match => $"  {match.Groups["text"].Value.Trim()}").Distinct().Take(5).ToList();
        if (problems.Count == 0) problems.Add($"  {text.Trim().Split('\n')[^1]}");
        return string.Join('\n', problems);
    }

    // "/path/Curriculum.Gpu.csproj : error NU1101: Unable to find package …. [/path/Curriculum.Gpu.csproj]"
    [GeneratedRegex(@"error (?<text>[A-Z]+\d+: [^\[\n]*)")]
    private static partial Regex Problem();
}
