using Curriculum.Data;

namespace Curriculum.Cli.Tests;

public class DataTests
{
    [Fact]
    public async Task The_list_names_every_data_set_of_the_manifest()
    {
        using var course = new TemporaryCourse();
        var run = await CommandRun.Of(course, "data", "list");
        Assert.Equal(0, run.ExitCode);
        var names = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..].Select(line => line.Split(' ')[0]);
        Assert.Equal(DataManifest.Default.Entries.Select(entry => entry.Name), names);
    }

    [Theory]
    [InlineData("get")]
    [InlineData("path")]
    public async Task An_unknown_data_set_is_wrong_usage(string verb)
    {
        using var course = new TemporaryCourse();
        var run = await CommandRun.Of(course, "data", verb, "minst");
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("There is no data set 'minst'. There are: digits, mnist", run.Error);
    }

    [Fact]
    public async Task A_generated_set_needs_no_download_and_has_no_path()
    {
        using var course = new TemporaryCourse();
        var get = await CommandRun.Of(course, "data", "get", "digits");
        Assert.Equal((0, "digits is made by the library itself: there is nothing to download.\n"), (get.ExitCode, get.Out));
        var path = await CommandRun.Of(course, "data", "path", "digits");
        Assert.Equal((1, "digits is made by the library itself: it has no files.\n"), (path.ExitCode, path.Error));
    }

    [Fact]
    public void A_file_with_other_bytes_makes_its_set_damaged_and_a_missing_one_absent()
    {
        using var course = new TemporaryCourse();
        var entry = DataManifest.Default["mnist10k"];
        var folder = new DataFolder([course.Root], cache: null);
        Assert.Equal(DataSetState.Absent, DataSets.State(entry, folder));
        course.Write(entry.Files[0].Path, "truncated");
        Assert.Equal(DataSetState.Damaged, DataSets.State(entry, folder));
    }
}
