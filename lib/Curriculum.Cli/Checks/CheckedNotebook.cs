using Curriculum.Cli.Checks.Runs;
using Curriculum.Cli.Course;
using Curriculum.Engine.Documents;
using Curriculum.Engine.Running;

namespace Curriculum.Cli.Checks;

/// <summary>A notebook of the course with all that was found wrong with it.</summary>
/// <param name="Name">The file, as a reader finds it from the root.</param>
/// <param name="Lesson">Its one run, which whatever else looks at it shares; null where the file is no notebook.</param>
/// <param name="Problems">What is not as it should be; empty when all is.</param>
internal sealed record CheckedNotebook(string Name, ExecutedLesson? Lesson, IReadOnlyList<Problem> Problems)
{
    /// <summary>Runs a notebook and holds it against every rule.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<CheckedNotebook> RunAsync(Repository repository, string path, CourseContents contents, Action<RunEvent>? report, CancellationToken cancel)
    {
        var name = repository.Relative(path);
        try
        {
            var lesson = await ExecutedLesson.RunAsync(repository, path, report, cancel);
            return new(name, lesson, RunOfLesson.Problems(lesson, contents));
        }
        catch (NotebookFormatException e)
        {
            return new(name, null, [new Problem(name, null, $"line {e.Line}, column {e.Column}: the file is not a notebook. {e.Message}", "Mend the file at that place, or take it back from git.")]);
        }
    }
}
