using Curriculum.Arrays;
using Curriculum.Cli.Course;
using Curriculum.Engine.Documents;

namespace Curriculum.Cli;

/// <summary>Whether the library agrees with the reference values of PyTorch and NumPy: the tests that read them are run.</summary>
internal static class Goldens
{
    private const string Reader = "GoldenFiles";
    private const string Runner = "GoldenRun";

    /// <summary>The tests that read reference values: the classes whose sources name one of the two types that do. No list of them could be kept complete.</summary>
    /// <param name="project">The folder of the tests; a class lies in a file of its name.</param>
    public static string Filter(string project)
    {
        var classes =
            from file in Directory.EnumerateFiles(project, "*Tests.cs", SearchOption.AllDirectories)
            where !Path.GetRelativePath(project, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj")
            let text = File.ReadAllText(file)
            where text.Contains(Reader, StringComparison.Ordinal) || text.Contains(Runner, StringComparison.Ordinal)
            select $"FullyQualifiedName~.{Path.GetFileNameWithoutExtension(file)}.";
        return string.Join('|', classes.Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>Why the library is not proven to agree; null when it does.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<string?> DisagreementAsync(Repository repository, CancellationToken cancel)
    {
        var project = Path.Combine(repository.Root, "tests", "Curriculum.Tests");
        if (!Directory.Exists(project)) return $"there is no {repository.Relative(project)}, whose tests compare the library with reference values.";
        var (stamp, key) = (Path.Combine(project, "obj", "goldens-agree.txt"), Key(repository));
        // Minutes are spared: the same build of the library, held against the same files, agrees again.
        if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp, cancel) == key) return null;
        var (exit, text) = await DotnetTool.RunAsync(repository.Root, ["test", "-c", "Release", "--nologo", "-v", "q", project, "--filter", Filter(project)], cancel);
        // No test at all would prove nothing.
        if (exit != 0 || !text.Contains("Passed!", StringComparison.Ordinal)) return Failures(text);
        AtomicFile.WriteText(stamp, key);
        return null;
    }

    private static string Key(Repository repository)
    {
        var folder = Environment.GetEnvironmentVariable("CURRICULUM_GOLDENS") is { Length: > 0 } named ? named : Path.Combine(repository.Root, "tests", "Goldens");
        var files = new DirectoryInfo(folder).EnumerateFiles("*.json", SearchOption.AllDirectories).OrderBy(file => file.FullName, StringComparer.Ordinal);
        return $"{typeof(NdArray).Module.ModuleVersionId}\n{string.Join('\n', files.Select(file => $"{file.FullName} {file.Length} {file.LastWriteTimeUtc:O}"))}";
    }

    private static string Failures(string text)
    {
        var told = text.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("Failed ", StringComparison.Ordinal) || line.Contains("error", StringComparison.OrdinalIgnoreCase)).Distinct().Take(5).ToList();
        return told.Count > 0 ? string.Join("\n", told) : text.Trim().Split('\n')[^1];
    }
}
