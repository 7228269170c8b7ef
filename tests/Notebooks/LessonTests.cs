using System.Collections.Concurrent;
using Curriculum.Cli.Checks;
using Curriculum.Cli.Checks.Form;
using Curriculum.Cli.Course;
using Curriculum.Cli.Output;

namespace Curriculum.Notebooks.Tests;

/// <summary>The proof of the course as tests, a notebook each: <c>curriculum check</c> in one run of every notebook.</summary>
/// <remarks>Where $CURRICULUM_CHECK_REPORT names a file, the report of the command is written there, with the times of the notebooks.</remarks>
public sealed class LessonTests(LessonTests.Runs runs) : IClassFixture<LessonTests.Runs>
{
    private static readonly Repository Checkout = Repository.Find(AppContext.BaseDirectory);
    private static readonly CourseContents Contents = CourseContents.OfLibrary();

    private static readonly IReadOnlyList<string> Names =
        [.. NotebookFiles.In(Checkout.Notebooks).Select(file => Path.GetRelativePath(Checkout.Notebooks, file).Replace('\\', '/'))];

    /// <summary>The notebooks, named as a reader finds them: <c>day2/section1-vanishing-gradient/lesson.ipynb</c>.</summary>
    public static TheoryData<string> Lessons => [.. Names];

    [Fact]
    public void The_first_lesson_is_among_the_notebooks_found() =>
        Assert.Contains("day2/section1-vanishing-gradient/lesson.ipynb", Names);

    [Theory]
    [MemberData(nameof(Lessons))]
    public async Task A_fresh_run_shows_what_is_stored_and_keeps_every_rule(string lesson)
    {
        var notebook = await CheckedNotebook.RunAsync(Checkout, FullPath(lesson), Contents, report: null, CancellationToken.None);
        runs.Add(notebook);
        Assert.True(notebook.Problems.Count == 0, string.Join("\n\n", notebook.Problems.Take(5)));
    }

    [Fact]
    public void The_questions_exercises_claims_bands_and_documents_keep_every_rule() =>
        Assert.Equal("", string.Join("\n\n", runs.OfCourse()));

    // Apart from the run, so that a fault of form is told in a second.
    [Theory]
    [MemberData(nameof(Lessons))]
    public void The_file_is_canonical_bilingual_and_within_the_safe_subset(string lesson) =>
        Assert.Equal("", string.Join("\n\n", LessonForm.Problems(StoredLesson.Read(Checkout, FullPath(lesson)))));

    [Theory]
    [MemberData(nameof(Lessons))]
    public void The_metadata_say_what_the_lesson_is(string lesson)
    {
        var section = Section.Of(Path.GetDirectoryName(FullPath(lesson))!);
        if (Path.GetFileName(lesson) != Section.LessonFile) return;
        Assert.NotNull(section);
        Assert.InRange(section.ReadMetadata().Minutes, 5, 240);
    }

    private static string FullPath(string lesson) => Path.Combine(Checkout.Notebooks, lesson.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>Collects what was run, for the report.</summary>
    public sealed class Runs : IDisposable
    {
        private readonly ConcurrentQueue<CheckedNotebook> _notebooks = new();
        private IReadOnlyList<Problem> _course = [];

        internal void Add(CheckedNotebook notebook) => _notebooks.Enqueue(notebook);

        internal IReadOnlyList<Problem> OfCourse() => _course = CourseCheck.Problems(Checkout, Contents);

        public void Dispose()
        {
            if (Environment.GetEnvironmentVariable("CURRICULUM_CHECK_REPORT") is not { Length: > 0 } file || _notebooks.IsEmpty) return;
            var notebooks = _notebooks.OrderBy(notebook => notebook.Name, StringComparer.Ordinal).ToList();
            File.WriteAllLines(file, [.. notebooks.Select(CheckReport.Line), CheckReport.Summary(notebooks, _course, Contents)]);
        }
    }
}
