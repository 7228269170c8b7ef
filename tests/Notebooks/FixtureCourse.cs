using System.Text.Json.Nodes;
using Curriculum.Cli;
using Curriculum.Cli.Checks;
using Curriculum.Cli.Course;
using Curriculum.Cli.Output;
using Curriculum.Engine.Documents;
using Curriculum.Engine.Verification;
using Curriculum.Lessons;
using Curriculum.Lessons.Evidence;
using Curriculum.Lessons.Exercises;
using Curriculum.Lessons.Questions;
using Curriculum.Tests.Shared;

namespace Curriculum.Notebooks.Tests;

/// <summary>A course of one section in a temporary folder: one question, one exercise, the claims, and the solutions. It keeps every rule until a test plants a fault.</summary>
internal sealed class FixtureCourse : IDisposable
{
    public const string Lesson = "notebooks/day2/section1-fixture/lesson.ipynb";
    public const string Solutions = "notebooks/day2/section1-fixture/solutions/answers.ipynb";

    private static readonly Repository Checkout = Repository.Find(AppContext.BaseDirectory);

    private readonly TemporaryFolder _root = new();

    private FixtureCourse()
    {
        _root.Write("Curriculum.sln", "");
        Directory.CreateSymbolicLink(_root["lib"], Path.Combine(Checkout.Root, "lib"));
    }

    /// <summary>What the notebooks are held against.</summary>
    public CourseContents Contents { get; set; } = new(
        [new QuestionFile("day2/section1", [QuestionBank.Find("D2S1-2")])],
        [ExerciseBank.Find("D2S1-X1")],
        [ClaimFile.Find("day2/section1")],
        Band.All);

    private Repository Repository => new(_root.Path);

    // Run once: every test plants its fault in a copy.
    private static readonly Lazy<Task<(string Lesson, string Solutions)>> Stored = new(StoredAsync);

    /// <summary>The course with its outputs stored.</summary>
    public static async Task<FixtureCourse> CreateAsync()
    {
        var (lesson, solutions) = await Stored.Value;
        var course = new FixtureCourse();
        Directory.CreateDirectory(Path.GetDirectoryName(course.FullPath(Solutions))!);
        File.WriteAllText(course.FullPath(Lesson), lesson);
        File.WriteAllText(course.FullPath(Solutions), solutions);
        return course;
    }

    private static async Task<(string Lesson, string Solutions)> StoredAsync()
    {
        using var course = new FixtureCourse();
        course.Write(Lesson, "The section · 節",
        [
            ("setup", """
                #r "../../../lib/Curriculum/bin/Release/Curriculum.dll"
                using Curriculum.Arrays;
                using Curriculum.Lessons;
                """, null, false),
            ("ask", """Confirm.Show("D2S1-2")""", "confirm", false),
            ("solve", """
                NdArray Slope(NdArray s) => throw new NotSolvedException();
                Exercise.Check("D2S1-X1", Slope)
                """, "exercise", true),
            ("claims", """
                var claims = Claims.Of("day2/section1", "mnist10k");
                foreach (var name in claims.Measures)
                {
                    var band = Band.All.FirstOrDefault(b => b.Dataset == "mnist10k" && (b.Id == "2_2_1-" + name || b.Id == "2_3-" + name));
                    claims = claims.Measured(name, name == "relu-he" ? 0.95 : band?.Median ?? 0.5);
                }
                claims
                """, null, false),
        ]);
        course.Write(Solutions, "Answers · 解答",
        [
            ("setup", """
                #r "../../../../lib/Curriculum/bin/Release/Curriculum.dll"
                using Curriculum.Arrays;
                using Curriculum.Lessons;
                """, null, false),
            ("answer", """Confirm.Answer("D2S1-2", 0.25)""", "confirm", false),
            ("solution", """
                NdArray Slope(NdArray s) => s * (1 - s);
                Exercise.Check("D2S1-X1", Slope)
                """, "exercise", false),
        ]);
        await course.StoreAsync(Lesson);
        await course.StoreAsync(Solutions);
        return (course.Read(Lesson), course.Read(Solutions));
    }

    /// <summary>Runs a notebook and stores its outputs, whatever they are.</summary>
    public async Task StoreAsync(string notebook)
    {
        var lesson = await ExecutedLesson.RunAsync(Repository, FullPath(notebook), report: null, CancellationToken.None);
        StoredOutputs.Update(lesson.Stored.Notebook, lesson.Run.Notebook).Write(FullPath(notebook));
    }

    /// <summary>The command line, on this course.</summary>
    public async Task<(int ExitCode, string Out, string Error)> RunAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var host = new CliHost(new Terminal(output, error, interactive: false), _root.Path, _root.Path)
        {
            Contents = () => Contents,
            GoldensDisagree = (_, _) => Task.FromResult<string?>(null),
        };
        var code = await CurriculumCommand.InvokeAsync(arguments, host, CancellationToken.None);
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>Replaces a piece of a notebook's file.</summary>
    public void Replace(string notebook, string text, string by)
    {
        var before = File.ReadAllText(FullPath(notebook));
        var after = before.Replace(text, by, StringComparison.Ordinal);
        Assert.NotEqual(before, after);
        File.WriteAllText(FullPath(notebook), after);
    }

    /// <summary>Where a file of the course lies.</summary>
    public string FullPath(string file) => _root[file];

    public string Read(string notebook) => File.ReadAllText(FullPath(notebook));

    public void Dispose()
    {
        // The link only: what it leads to is the checkout.
        Directory.Delete(_root["lib"]);
        _root.Dispose();
    }

    private void Write(string notebook, string title, (string Id, string Code, string? Role, bool Throws)[] cells)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FullPath(notebook))!);
        var prose = $"# {title}\n\nRead the [next part](#next) first.\n\n<a id=\"next\"></a>\n\n<details><summary>日本語</summary>\n\n先に次の部分を読んでください。\n\n</details>";
        var metadata = JsonNode.Parse("""{"curriculum": {"day": 2, "minutes": 10, "section": 1, "title": {"en": "The section", "ja": "節"}}}""")!.AsObject();
        new Notebook
        {
            Metadata = metadata,
            Cells =
            [
                new Cell("title", CellKind.Markdown, prose),
                .. cells.Select(cell => new Cell(cell.Id, CellKind.Code, cell.Code.ReplaceLineEndings("\n")) { Metadata = MetadataOf(cell.Role, cell.Throws) }),
            ],
        }.Write(FullPath(notebook));
    }

    private static JsonObject MetadataOf(string? role, bool throws)
    {
        var metadata = new JsonObject();
        if (role is not null) metadata["curriculum"] = new JsonObject { ["role"] = role };
        if (throws) metadata["tags"] = new JsonArray(Cell.RaisesExceptionTag);
        return metadata;
    }
}
