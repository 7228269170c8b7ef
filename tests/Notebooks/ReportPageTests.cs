using System.Text.Json;
using System.Text.RegularExpressions;
using Curriculum.Cli.Course;
using Curriculum.Lessons.Evidence;

namespace Curriculum.Notebooks.Tests;

/// <summary>The page that lists what the report says: written by <c>update</c>, compared by <c>check</c>, and on the course itself right by another reading of the same files.</summary>
public partial class ReportPageTests
{
    private const string Page = "notebooks/day2/README.md";
    private static readonly Repository Checkout = Repository.Find(AppContext.BaseDirectory);

    [Fact]
    public async Task Update_writes_the_page_of_a_Day_that_has_one_and_check_finds_it_right()
    {
        using var course = await CourseAsync();
        Assert.Contains($"updated    {Page}", (await course.RunAsync("update", "all")).Out, StringComparison.Ordinal);
        var page = course.Read(Page);
        Assert.Contains("13 rows: ", page, StringComparison.Ordinal);
        Assert.Contains("| The derivative of the sigmoid is at most 0.25. | [The section](section1-fixture/lesson.ipynb#cell-id=claims) `claims` | ✗ refuted |", page, StringComparison.Ordinal);
        Assert.Contains("`claims` | ✗ 反証 |", page, StringComparison.Ordinal);

        Assert.Equal(0, (await course.RunAsync("check")).ExitCode);
        Assert.DoesNotContain(Page, (await course.RunAsync("update", "all")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_says_another_outcome_than_the_lesson_is_told_with_its_line()
    {
        using var course = await CourseAsync();
        await course.RunAsync("update", "all");
        course.Replace(Page, "is at most 0.25. | [The section](section1-fixture/lesson.ipynb#cell-id=claims) `claims` | ✗ refuted", "is at most 0.25. | [The section](section1-fixture/lesson.ipynb#cell-id=claims) `claims` | ✓ reproduced");
        var (code, _, error) = await course.RunAsync("check");
        Assert.Equal(1, code);
        Assert.Matches($@"{Page}, cell line \d+: expected '.*✗ refuted \|', got '.*✓ reproduced \|'\.\n  cure: Write it from the lessons: `curriculum update`", error);
    }

    [Fact]
    public async Task A_claim_that_names_a_cell_which_is_not_there_is_told()
    {
        using var course = await CourseAsync("nowhere");
        await course.RunAsync("update", "all");
        var (code, _, error) = await course.RunAsync("check");
        Assert.Equal(1, code);
        Assert.Contains("day2-section1.claims.json, cell sigmoid-derivative-at-most-a-quarter: the cell 'nowhere' is not in notebooks/day2/section1-fixture/lesson.ipynb.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_for_which_an_outcome_is_missing_stays_as_it_is_and_the_reason_is_told()
    {
        using var course = await CourseAsync();
        course.Replace(FixtureCourse.Lesson, "Claims.Of(\\\"", "Claims.Of($\\\"");
        File.WriteAllText(course.FullPath(Page), "as it was");
        var (code, output, error) = await course.RunAsync("update", "all");
        Assert.Equal(1, code);
        Assert.Contains($"NOT STORED {Page}  (as it was)", output, StringComparison.Ordinal);
        Assert.Contains("13 claims of lib/Curriculum/Lessons/Data/day2-section1.claims.json need an outcome, stored are 0.", error, StringComparison.Ordinal);
        Assert.Equal("as it was", course.Read(Page));
        Assert.Contains("need an outcome, stored are 0.", (await course.RunAsync("check")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_a_Day_without_claims_is_left_alone()
    {
        using var course = await CourseAsync();
        course.Contents = course.Contents with { Claims = [] };
        File.WriteAllText(course.FullPath(Page), "# Somebody's own · 自分のページ\n");
        Assert.Equal((0, ""), await course.RunAsync("update", "all") is var (code, _, error) ? (code, error) : default);
        Assert.Equal("# Somebody's own · 自分のページ\n", course.Read(Page));
        Assert.DoesNotContain(Page, (await course.RunAsync("check")).Error, StringComparison.Ordinal);
    }

    // Read from the notebooks as JSON and from the page line by line: nothing of the program that writes the page is used.
    [Theory]
    [InlineData("day2", 54)]
    [InlineData("day4", 11)]
    public void Every_claim_of_a_Day_stands_on_its_page_with_the_outcome_that_its_lesson_stores(string day, int atLeast)
    {
        var rows = File.ReadLines(Path.Combine(Checkout.Notebooks, day, "README.md")).Select(line => Row().Match(line)).Where(row => row.Success).ToList();
        var claimed = 0;
        foreach (var lesson in Directory.EnumerateFiles(Path.Combine(Checkout.Notebooks, day), "lesson.ipynb", SearchOption.AllDirectories))
        {
            var folder = Path.GetFileName(Path.GetDirectoryName(lesson)!);
            if (ClaimFile.All.FirstOrDefault(f => f.Section == $"{day}/{folder.Split('-')[0]}") is not { } file) continue;
            using var notebook = JsonDocument.Parse(File.ReadAllText(lesson));
            var cells = notebook.RootElement.GetProperty("cells").EnumerateArray().ToList();
            var table = cells.Where(c => c.TryGetProperty("outputs", out _) && Text(c.GetProperty("source")).Contains($"Claims.Of(\"{file.Section}\"", StringComparison.Ordinal))
                .SelectMany(c => c.GetProperty("outputs").EnumerateArray()).Select(o => Text(o.GetProperty("data").GetProperty("text/plain"))).Single();
            var outcomes = table.Split('\n').Where(line => line.Length > 2 && "✓✗≈◦–·".Contains(line[0], StringComparison.Ordinal)).ToList();
            Assert.Equal(file.Claims.Length, outcomes.Count);
            foreach (var (claim, outcome) in file.Claims.Zip(outcomes))
            {
                claimed++;
                var row = Assert.Single(rows, r => r.Groups["says"].Value == claim.Says.En && r.Groups["folder"].Value == folder);
                Assert.Equal(outcome.Split(" · ")[0], row.Groups["outcome"].Value);
                Assert.Contains(cells, c => c.GetProperty("id").GetString() == row.Groups["cell"].Value);
                Assert.Contains(cells, c => Text(c.GetProperty("source")).Contains($"# {row.Groups["heading"].Value}", StringComparison.Ordinal));
            }
        }
        Assert.True(claimed >= atLeast, $"{claimed} claims");
    }

    private static async Task<FixtureCourse> CourseAsync(string? cell = null)
    {
        var course = await FixtureCourse.CreateAsync();
        var claims = ClaimFile.Find("day2/section1");
        course.Contents = course.Contents with { Claims = [claims with { Claims = [.. claims.Claims.Select(c => c with { Cell = cell })], Formulas = [] }] };
        File.WriteAllText(course.FullPath(Page), "");
        return course;
    }

    private static string Text(JsonElement lines) => lines.ValueKind == JsonValueKind.String ? lines.GetString()! : string.Concat(lines.EnumerateArray().Select(line => line.GetString()));

    [GeneratedRegex(@"^\| (?<says>.+) \| \[(?<heading>.+)\]\((?<folder>[^/]+)/lesson\.ipynb#cell-id=(?<cell>[^)]+)\) `\k<cell>` \| (?<outcome>.+) \|$")]
    private static partial Regex Row();
}
