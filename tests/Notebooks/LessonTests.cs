using Curriculum.Cli;
using Curriculum.Cli.Checks;
using Curriculum.Cli.Course;
using Curriculum.Cli.Output;
using Curriculum.Engine.Documents;

namespace Curriculum.Notebooks.Tests;

/// <summary>Every notebook below <c>notebooks/</c> is a test: its outputs are made afresh and compared with the stored ones.</summary>
public class LessonTests
{
    private static readonly Repository Checkout = Repository.Find(AppContext.BaseDirectory);

    private static readonly IReadOnlyList<string> Names =
        [.. NotebookFiles.In(Checkout.Notebooks).Select(file => Path.GetRelativePath(Checkout.Notebooks, file).Replace('\\', '/'))];

    /// <summary>The notebooks, named as a reader finds them: <c>day2/section1-vanishing-gradient/lesson.ipynb</c>.</summary>
    public static TheoryData<string> Lessons => [.. Names];

    [Fact]
    public void The_first_lesson_is_among_the_notebooks_found() =>
        Assert.Contains("day2/section1-vanishing-gradient/lesson.ipynb", Names);

    [Theory]
    [MemberData(nameof(Lessons))]
    public async Task A_fresh_run_shows_what_is_stored(string lesson)
    {
        var verification = await Verification.RunAsync(Checkout, FullPath(lesson), report: null, CancellationToken.None);
        if (verification.IsFine) return;
        var report = new StringWriter();
        VerificationReport.Write(report, lesson, verification);
        Assert.Fail(report.ToString());
    }

    // Apart from the run, so that a fault of form is told in a second.
    [Theory]
    [MemberData(nameof(Lessons))]
    public void The_file_is_canonical_bilingual_and_within_the_safe_subset(string lesson)
    {
        var path = FullPath(lesson);
        Assert.Empty(LessonForm.Problems(Checkout, Notebook.Read(path), File.ReadAllText(path)));
    }

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
}
