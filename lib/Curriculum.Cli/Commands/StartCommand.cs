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
        var refresh = new Option<bool>("--refresh") { Description = "Bring copies that are there already up to date with the published lessons. What you wrote stays." };
        var command = new Command("start", "Copy lessons to work/, your own folder. What is there already is never written over.") { what, refresh };
        command.SetAction(parse => Run(host, parse.GetRequiredValue(what), parse.GetValue(refresh)));
        return command;
    }

    private static int Run(CliHost host, string what, bool refresh)
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
            foreach (var file in present.Where(file => !refresh || file != copy.Lesson)) output.WriteLine($"kept    {host.Repository.Relative(file)}  (yours)");
            if (refresh && present.Contains(copy.Lesson)) Refresh(host, copy);
        }
        if (kept > 0 && !refresh) output.WriteLine("To bring yours up to date without losing what you wrote: --refresh. To take a fresh copy, rename or delete yours first.");
        var first = host.Typed(new WorkCopy(host.Repository, sections[0]).Lesson);
        output.WriteLine($"Open {first} in VS Code, or run it:\n  {host.Command($"run {first}")}");
        return ExitCode.Fine;
    }

    private static void Refresh(CliHost host, WorkCopy copy)
    {
        var (output, name) = (host.Terminal.Out, host.Repository.Relative(copy.Lesson));
        var (merge, before) = copy.Refresh();
        if (before is null)
        {
            output.WriteLine($"current {name}");
            return;
        }
        output.WriteLine($"updated {name}  (as it was: {host.Repository.Relative(before)})");
        if (merge.Taken.Count > 0) output.WriteLine($"  new in the lesson: {string.Join(", ", merge.Taken)}");
        if (merge.Kept.Count > 0) output.WriteLine($"  yours, kept:       {string.Join(", ", merge.Kept)}");
        if (merge.Both.Count > 0) output.WriteLine($"  changed by both, yours stand: {string.Join(", ", merge.Both)}. The published ones: {host.Repository.Relative(copy.Published)}");
    }
}
