using Curriculum.Arrays.Devices;
using Curriculum.Cli.Course;
using Curriculum.Cli.Doctor;
using Curriculum.Cli.Output;

namespace Curriculum.Cli.Tests;

public class DoctorTests
{
    [Theory]
    [InlineData("9.0.304 [/usr/share/dotnet/sdk]\n10.0.401 [/usr/share/dotnet/sdk]\n", nameof(FindingState.Fine), ".NET SDK 10.0.401")]
    [InlineData("8.0.100 [/x]\n9.0.304 [/x]\n", nameof(FindingState.Missing), "the course needs the .NET 10 SDK; found 8.0.100, 9.0.304")]
    [InlineData("", nameof(FindingState.Missing), "the course needs the .NET 10 SDK; found no .NET SDK")]
    public void The_sdk_is_judged_by_its_major_version(string listed, string state, string detail)
    {
        var finding = SdkCheck.Judge(listed);
        Assert.Equal((state, detail), (finding.State.ToString(), finding.Detail));
        Assert.Equal(finding.State == FindingState.Missing, finding.Cure is not null);
    }

    [Fact]
    public void The_sdk_that_builds_these_tests_is_found() => Assert.Equal(FindingState.Fine, SdkCheck.Run().State);

    [Fact]
    public void The_library_is_missing_then_stale_then_fine()
    {
        using var course = new TemporaryCourse();
        var repository = new Repository(course.Root);
        var source = course.Write("lib/Curriculum/Arrays/NdArray.cs", "");
        var missing = LibraryCheck.Run(repository);
        Assert.Equal((FindingState.Missing, "dotnet build -c Release lib/Curriculum"), (missing.State, missing.Cure));

        var dll = course.Write("lib/Curriculum/bin/Release/Curriculum.dll", "");
        course.Write("lib/Curriculum/obj/Generated.cs", "");
        File.SetLastWriteTimeUtc(dll, File.GetLastWriteTimeUtc(source).AddSeconds(-1));
        var stale = LibraryCheck.Run(repository);
        Assert.Equal((FindingState.Missing, "lib/Curriculum/bin/Release/Curriculum.dll is older than lib/Curriculum/Arrays/NdArray.cs"), (stale.State, stale.Detail));

        File.SetLastWriteTimeUtc(dll, File.GetLastWriteTimeUtc(source));
        Assert.Equal(FindingState.Fine, LibraryCheck.Run(repository).State);
    }

    [Fact]
    public void A_part_is_absent_then_added_then_built()
    {
        using var course = new TemporaryCourse();
        var host = new CliHost(new Terminal(TextWriter.Null, TextWriter.Null, interactive: false), course.Root, course.Root);
        foreach (var project in new[] { "Curriculum.Cli", "Curriculum.Engine" }) course.Write($"lib/{project}/{project}.csproj", "<Project/>");
        Assert.Equal("this version has no optional parts", Assert.Single(PartsCheck.Run(host)).Detail);

        course.Write("lib/Curriculum.Gpu/Curriculum.Gpu.csproj", """<Project><Import Project="../OptionalPart.props"/><PropertyGroup><Description>speed</Description></PropertyGroup></Project>""");
        Assert.Equal(new Finding("part Gpu", FindingState.Optional, "not added: speed", "dotnet run -c Release --project lib/Curriculum.Cli -- parts add gpu"), Assert.Single(PartsCheck.Run(host)));

        course.Write("Parts.props", "<Project><PropertyGroup><CurriculumParts>Gpu</CurriculumParts></PropertyGroup></Project>");
        Assert.Equal(new Finding("part Gpu", FindingState.Optional, "added, but not built", "dotnet build -c Release lib/Curriculum.Gpu"), Assert.Single(PartsCheck.Run(host)));

        course.Write("lib/Curriculum.Gpu/bin/Release/Curriculum.Gpu.dll", "");
        Assert.Equal(FindingState.Fine, Assert.Single(PartsCheck.Run(host)).State);
    }

    [Fact]
    public async Task What_is_missing_is_shown_with_the_command_that_gets_it()
    {
        using var course = new TemporaryCourse();
        course.AddLesson(1, 1, "input");
        var run = await CommandRun.Of(course, "doctor");
        Assert.Equal(1, run.ExitCode);
        Assert.Matches("(?m)^MISSING +library +lib/Curriculum/bin/Release/Curriculum.dll is not built *\n +dotnet build -c Release lib/Curriculum$", run.Out);
        Assert.Matches("ok +lessons +1 in notebooks/", run.Out);
        Assert.Contains("1 to mend: run the command below each.", run.Out);
    }

    [Fact]
    public void Graphics_processors_are_described_and_what_is_refused_says_why()
    {
        using var course = new TemporaryCourse();
        var host = new CliHost(new Terminal(TextWriter.Null, TextWriter.Null, interactive: false), course.Root, course.Root) { Gpus = () => null };
        Assert.Equal(
            new Finding(
                "device gpu", FindingState.Optional, "not looked for: the part Gpu, which computes on devices of NVIDIA through CUDA (no others), is not added; everything runs on the processor",
                "dotnet run -c Release --project lib/Curriculum.Cli -- parts add gpu"),
            Assert.Single(DevicesCheck.Run(host)));

        Assert.Equal(new Finding("device gpu", FindingState.Optional, "no driver."), Assert.Single(DevicesCheck.Run(host with { Gpus = () => new(null, "no driver.", []) })));

        GpuDescription[] found = [new("A device", 150_000_000_000, "9.0"), new("An old one", 1L << 31, "5.0", "its driver is too old.")];
        Assert.Equal(
            [
                new Finding("device gpu:0", FindingState.Fine, "A device, 139.7 GiB, compute capability 9.0, driver CUDA 10.1"),
                new Finding("device gpu:1", FindingState.Optional, "An old one, 2.0 GiB, compute capability 5.0, driver CUDA 10.1; not used: its driver is too old."),
            ],
            DevicesCheck.Run(host with { Gpus = () => new("CUDA 10.1", null, found) }));

        var broken = Assert.Single(DevicesCheck.Run(host with { Gpus = () => throw new InvalidOperationException("of another version") }));
        Assert.Equal(("of another version", "dotnet build -c Release lib/Curriculum.Gpu"), (broken.Detail, broken.Cure));
    }
}
