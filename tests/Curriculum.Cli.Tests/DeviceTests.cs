using Curriculum.Arrays;
using Curriculum.Cli.Output;
using Curriculum.Lessons.Experiments;
using Curriculum.Text;

namespace Curriculum.Cli.Tests;

/// <summary>The option <c>--device</c>.</summary>
public class DeviceTests
{
    private const string Absent = "Device.Gpu: no graphics processor was found.";

    [Theory]
    [InlineData("run", "day1/section1")]
    [InlineData("reproduce", "vanishing-gradient")]
    [InlineData("reproduce", "translation")]
    public async Task A_device_that_there_is_not_is_told_before_anything_runs(params string[] args)
    {
        using var course = new TemporaryCourse();
        course.AddLesson(1, 1, "input", code: "System.IO.File.WriteAllText(\"ran\", \"\")");
        var run = await Run(course, [.. args, "--device", "gpu"]);
        Assert.Equal((1, "", Absent + "\n"), (run.ExitCode, run.Out, run.Error));
        Assert.False(File.Exists(course.Path("notebooks/day1/section1-input/ran")));
        Assert.False(Directory.Exists(course.Path("data")));
    }

    [Theory]
    [InlineData("cuda")]
    [InlineData("gpu:")]
    [InlineData("gpu:-1")]
    [InlineData("GPU")]
    public async Task A_name_that_no_device_has_is_a_mistake_of_the_command_line(string name)
    {
        using var course = new TemporaryCourse();
        course.AddLesson(1, 1, "input");
        var run = await CommandRun.Of(course, "run", "day1/section1", "--device", name);
        Assert.Equal((2, $"--device: a device is called cpu, gpu or gpu:N (gpu:0 is the first graphics processor, gpu:1 the second), got '{name}'.\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task The_processor_is_a_device_like_any_other()
    {
        using var course = new TemporaryCourse();
        course.AddLesson(1, 1, "input");
        var run = await CommandRun.Of(course, "run", "day1/section1", "--device", "cpu");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.DoesNotContain("\non ", run.Out);
        Assert.Same(Device.Cpu, Device.Default);
    }

    [Fact]
    public void Results_of_a_device_say_so_in_their_command()
    {
        var results = new ExperimentResults("small", "digits", 1, 1, 2, [], new Dictionary<string, double[]>());
        Assert.Equal("curriculum reproduce small --dataset digits --seeds 2", (results with { Device = "cpu" }).Command);
        Assert.DoesNotContain("device", (results with { Device = "cpu" }).ToJson());
        var there = results with { Device = "gpu:1 (A device)" };
        Assert.Equal("curriculum reproduce small --dataset digits --seeds 2 --device gpu:1", there.Command);
        Assert.Contains(" \"device\": \"gpu:1 (A device)\",\n", there.ToJson());
        Dictionary<string, string> settings = new() { ["warm-up"] = "4000", ["label smoothing"] = "0.1", ["device"] = "gpu:0 (A device)" };
        Assert.Equal(
            "curriculum reproduce translation --model rnn --seed 1 --epochs 0 --warm-up 4000 --label-smoothing 0.1 --device gpu:0",
            new TranslationResults("rnn", 1, "", 0, settings, "", [], [], "").Command);
    }

    private static async Task<CommandRun> Run(TemporaryCourse course, params string[] args)
    {
        var output = new StringWriter { NewLine = "\n" };
        var error = new StringWriter { NewLine = "\n" };
        var host = new CliHost(new Terminal(output, error, interactive: false), course.Root, course.Root)
        {
            Device = _ => throw new DeviceException(Absent),
            TranslationCorpus = () => new ParallelCorpus([], [], [], []),
        };
        return new CommandRun(await CurriculumCommand.InvokeAsync(args, host, CancellationToken.None), output.ToString(), error.ToString());
    }
}
