using System.CommandLine;
using Curriculum.Cli.Course;

namespace Curriculum.Cli.Commands;

/// <summary><c>curriculum start</c>: copies lessons to <c>work/</c>, where a learner may change anything.</summary>
internal static class StartCommand
{
    public static Command Create(CliHost host)
    {
        var what = new Argument<string>("what")
        {
            Description = "A section (day2/section1), a Day (day2), or all.",
            DefaultValueFactory = _ => "all",
        };
        var command = new Command("start", "Copy lessons to work/, your own folder. What is there already is never written over.") { what };
        command.SetAction(parse => Run(host, parse.GetRequiredValue(what)));
        return command;
    }

    private static int Run(CliHost host, string what)
    {
        var sections = CourseMap.Read(host.Repository).Find(what);
        var output = host.Terminal.Out;
        var kept = 0;
        foreach (var section in sections)
        {
            var copy = new WorkCopy(host.Repository, section);
            var (copied, present) = copy.Make();
            kept += present.Count;
            foreach (var file in copied) output.WriteLine($"copied  {host.Repository.Relative(file)}");
            foreach (var file in present) output.WriteLine($"kept    {host.Repository.Relative(file)}  (yours)");
        }
        if (kept > 0) output.WriteLine("To take a fresh copy, rename or delete yours first.");
        var first = Path.GetRelativePath(host.CurrentDirectory, new WorkCopy(host.Repository, sections[0]).Lesson).Replace('\\', '/');
        output.WriteLine($"Open {first} in VS Code, or run it:\n  {host.Command($"run {first}")}");
        return ExitCode.Fine;
    }
}
