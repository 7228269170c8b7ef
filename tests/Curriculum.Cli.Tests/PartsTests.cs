namespace Curriculum.Cli.Tests;

/// <summary>Optional parts, with a feed of the tests' own: a folder that has one package.</summary>
public sealed class PartsTests : IDisposable
{
    private readonly TemporaryCourse _course = PartsCourse.Create();

    public void Dispose() => _course.Dispose();

    [Fact]
    public async Task A_part_whose_package_is_missing_is_refused_with_the_reason_and_leaves_nothing_behind()
    {
        var before = Files();
        var run = await CommandRun.Of(_course, "parts", "add", "absent");
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("absent was not added: its package could not be restored.\n  NU1101: Unable to find package Course.Absent.", run.Error);
        Assert.Contains("Nothing was changed, and every lesson runs without it. Add a feed that has the package", run.Error);
        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task Of_all_parts_those_that_can_be_had_are_added_built_seen_and_taken_out_again()
    {
        Assert.Equal("absent  not added  for Course.Absent\nthere  not added  for Course.There\n", (await CommandRun.Of(_course, "parts", "list")).Out);

        var added = await CommandRun.Of(_course, "parts", "add", "all");
        Assert.Equal((1, "added  there: for Course.There\n"), (added.ExitCode, added.Out));
        Assert.StartsWith("absent was not added", added.Error);
        Assert.Contains("<CurriculumParts>There</CurriculumParts>", File.ReadAllText(_course.Path("Parts.props")));
        Assert.True(File.Exists(_course.Path("lib/Curriculum.There/bin/Release/Curriculum.There.dll")));
        Assert.Contains("there  added  ", (await CommandRun.Of(_course, "parts", "list")).Out);
        Assert.Equal("added  there: for Course.There\n", (await CommandRun.Of(_course, "parts", "add", "There")).Out);

        // Built, but not on the list: the next build of the checkout would leave it as it is.
        File.Delete(_course.Path("Parts.props"));
        Assert.Equal("added  there: for Course.There\n", (await CommandRun.Of(_course, "parts", "add", "there")).Out);
        Assert.Contains("<CurriculumParts>There</CurriculumParts>", File.ReadAllText(_course.Path("Parts.props")));

        Assert.Equal("removed  there\n", (await CommandRun.Of(_course, "parts", "remove", "there")).Out);
        Assert.False(File.Exists(_course.Path("Parts.props")));
        Assert.Contains("there  not added  ", (await CommandRun.Of(_course, "parts", "list")).Out);
        Assert.Equal("there is not added: there is nothing to remove.\n", (await CommandRun.Of(_course, "parts", "remove", "there")).Out);
    }

    [Fact]
    public async Task A_part_that_does_not_build_is_taken_back()
    {
        PartsCourse.AddPart(_course, "There", "Course.There", "this is no C#");
        var run = await CommandRun.Of(_course, "parts", "add", "there");
        Assert.Equal(1, run.ExitCode);
        Assert.Matches(@"^there was not added: it does not build with the package that was restored\.\n  CS\d+: ", run.Error);
        Assert.False(File.Exists(_course.Path("Parts.props")));
        Assert.False(Directory.Exists(_course.Path("lib/Curriculum.There/bin")));
    }

    [Theory]
    [InlineData("internal static class Proof;", "")]
    [InlineData("this is no C#", "there was not added: it does not build ")]
    public async Task A_part_that_is_taken_out_but_cannot_be_restored_without_it_is_told_about(string code, string before)
    {
        PartsCourse.AddPart(_course, "There", "Course.There", code);
        string project = _course.Path("lib/Curriculum.There/Curriculum.There.csproj");
        File.WriteAllText(project, File.ReadAllText(project).Replace(
            "</Project>", """<ItemGroup Condition="'$(PartIsOn)' != 'true'"><PackageReference Include="Course.Absent" /></ItemGroup></Project>""", StringComparison.Ordinal));
        var run = await CommandRun.Of(_course, "parts", "add", "there");
        if (before == "")
        {
            Assert.Equal(0, run.ExitCode);
            run = await CommandRun.Of(_course, "parts", "remove", "all");
            Assert.Equal("absent is not added: there is nothing to remove.\n", run.Out);
        }

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith(before, run.Error, StringComparison.Ordinal);
        Assert.Contains("there is taken out, but its project cannot be restored without it.\n  NU1101: Unable to find package Course.Absent.", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("\nThe next build would stumble over what was restored for the part. Mend that, then: dotnet restore lib/Curriculum.There/Curriculum.There.csproj\n", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_course.Path("Parts.props")));
    }

    [Fact]
    public async Task Until_it_is_added_a_part_builds_empty_restores_nothing_and_is_not_found()
    {
        var (exit, text) = await DotnetTool.RunAsync(_course.Root, ["build", "--nologo", "-c", "Release", _course.Path("lib/Curriculum.Absent")], CancellationToken.None);
        Assert.True(exit == 0, text);
        Assert.False(Directory.Exists(_course.Path("lib/Curriculum.Absent/bin")));
        Assert.False(Directory.Exists(_course.Path("packages")));
    }

    [Fact]
    public async Task A_name_that_no_part_has_is_answered_with_the_nearest()
    {
        var run = await CommandRun.Of(_course, "parts", "add", "ther");
        Assert.Equal((2, "There is no part 'ther'. Did you mean there? `curriculum parts list` shows them.\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_damaged_list_of_parts_is_told_about()
    {
        _course.Write("Parts.props", "<Project>");
        var run = await CommandRun.Of(_course, "doctor");
        Assert.StartsWith("Parts.props cannot be read: ", run.Error);
        Assert.EndsWith("Delete it, and add the parts again.\n", run.Error);
    }

    private string[] Files() => [.. Directory.EnumerateFileSystemEntries(_course.Root, "*", SearchOption.AllDirectories).Order()];
}
