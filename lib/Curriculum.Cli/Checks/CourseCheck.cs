using Curriculum.Cli.Checks.Content;
using Curriculum.Cli.Checks.Pages;
using Curriculum.Cli.Course;
using Curriculum.Engine.Documents;

namespace Curriculum.Cli.Checks;

/// <summary>What is demanded of the course as a whole, beside its single notebooks.</summary>
internal static class CourseCheck
{
    /// <summary>What is not as it should be with the questions, exercises, claims and bands, with the documents, and between the notebooks. Nothing is run for it.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static IReadOnlyList<Problem> Problems(Repository repository, CourseContents contents)
    {
        var map = CourseMap.Read(repository);
        var places = new CoursePlaces(map.Notebooks.OrderBy(NotebookFiles.IsSolution).Select(file => Readable(repository, file)).OfType<StoredLesson>());
        return [.. ContentOfCourse.Problems(contents, places), .. map.Sections.SelectMany(section => WithoutSolutions(repository, section, contents)), .. Documents.Problems(repository), .. ReportPage.Problems(repository, contents)];
    }

    private static IEnumerable<Problem> WithoutSolutions(Repository repository, Section section, CourseContents contents)
    {
        var open = contents.QuestionsOf(section.Id).Count + contents.ExercisesOf(section.Id).Count;
        if (open == 0 || section.Notebooks.Any(NotebookFiles.IsSolution)) yield break;
        yield return new Problem(repository.Relative(section.Lesson), null, $"{section.Id} has {open} questions and exercises, and no solutions.", $"Answer and solve them in {NotebookFiles.Solutions}/answers.ipynb.");
    }

    // That a file is no notebook is told where it is checked by itself.
    private static StoredLesson? Readable(Repository repository, string file)
    {
        try
        {
            return StoredLesson.Read(repository, file);
        }
        catch (NotebookFormatException)
        {
            return null;
        }
    }
}
