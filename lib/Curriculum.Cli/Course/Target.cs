using Curriculum.Engine.Execution;

namespace Curriculum.Cli.Course;

/// <summary>What the argument <c>section|file|all</c> of a command means.</summary>
internal static class Target
{
    /// <summary>The notebooks meant: a file, those of a folder, of a section, of a Day, or all.</summary>
    /// <param name="host">Where the command runs.</param>
    /// <param name="argument">What was typed.</param>
    /// <param name="solutions">Whether a section, a Day or all includes the solutions; a learner who runs a lesson is not to meet them.</param>
    /// <exception cref="CliException">There is no such file or section; the nearest names are suggested.</exception>
    public static IReadOnlyList<string> Notebooks(CliHost host, string argument, bool solutions = true)
    {
        var path = host.FullPath(argument);
        if (File.Exists(path)) return path.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase) ? [path] : throw CliException.Usage($"{argument} is no notebook: the name of one ends in .ipynb.");
        if (argument.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase)) throw NoSuchFile(host, argument);
        if (!Directory.Exists(path)) return [.. CourseMap.Read(host.Repository).Find(argument).SelectMany(section => section.Notebooks).Where(file => solutions || !NotebookFiles.IsSolution(file))];

        var inside = NotebookFiles.In(path);
        return inside.Count > 0 ? inside : throw CliException.Usage($"There is no notebook in {path}.");
    }

    private static CliException NoSuchFile(CliHost host, string argument)
    {
        var known = CourseMap.Read(host.Repository).Notebooks.Select(host.Repository.Relative);
        var suggestion = NearestNames.Suggestion(argument.Replace('\\', '/'), known);
        return CliException.Usage($"There is no file {host.FullPath(argument)}.{(suggestion.Length > 0 ? " " + suggestion : "")}");
    }
}
