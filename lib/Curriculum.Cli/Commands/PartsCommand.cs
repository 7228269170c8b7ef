using System.CommandLine;
using Curriculum.Cli.Parts;

namespace Curriculum.Cli.Commands;

/// <summary><c>curriculum parts list|add|remove</c>: what needs a package that some feeds lack. No lesson needs a part.</summary>
internal static class PartsCommand
{
    private const string Every = "all";

    public static Command Create(CliHost host)
    {
        var list = new Command("list", "Show every optional part: what it is good for, and whether it is here.");
        list.SetAction(_ => List(host));
        var name = new Argument<string>("name") { Description = $"The part, as `parts list` names it, or {Every}." };
        var add = new Command("add", "Restore a part's package and build it; when the feed lacks the package, nothing is changed.") { name };
        add.SetAction((parse, cancel) => AddAsync(host, parse.GetRequiredValue(name), cancel));
        var remove = new Command("remove", "Take a part out again.") { name };
        remove.SetAction(parse => RemoveAsync(host, parse.GetRequiredValue(name)));
        return new Command("parts", "Optional parts, each on a package that some feeds lack. No lesson needs one.") { list, add, remove };
    }

    private static int List(CliHost host)
    {
        var parts = new PartList(host.Repository).All;
        foreach (var part in parts) host.Terminal.Out.WriteLine($"{part.Id}  {(part.IsBuilt ? "added" : "not added")}  {part.Purpose}");
        if (parts.Count == 0) host.Terminal.Out.WriteLine("This version has no optional parts.");
        return ExitCode.Fine;
    }

    private static Task<int> AddAsync(CliHost host, string typed, CancellationToken cancel) =>
        EachAsync(host, typed, async (part, added) =>
        {
            // One without the other is a part that no build renews, or that nobody finds.
            if (!part.IsBuilt || !added) await new PartInstaller(host.Repository).AddAsync(part, cancel);
            host.Terminal.Out.WriteLine($"added  {part.Id}: {part.Purpose}");
        });

    private static Task<int> RemoveAsync(CliHost host, string typed) =>
        EachAsync(host, typed, async (part, added) =>
        {
            var isThere = part.IsBuilt || added;
            if (isThere) await new PartInstaller(host.Repository).RemoveAsync(part);
            host.Terminal.Out.WriteLine(isThere ? $"removed  {part.Id}" : $"{part.Id} is not added: there is nothing to remove.");
        });

    // What to do with a part, told whether it is on the list.
    private static async Task<int> EachAsync(CliHost host, string typed, Func<Part, bool, Task> act)
    {
        var result = ExitCode.Fine;
        var parts = new PartList(host.Repository);
        var added = parts.Added;
        foreach (var part in typed.Equals(Every, StringComparison.OrdinalIgnoreCase) ? parts.All : [parts.Find(typed)])
        {
            try
            {
                await act(part, added.Contains(part.Name));
            }
            catch (CliException e) when (e.ExitCode == ExitCode.Failed)
            {
                // Of several parts the others may still come, or go.
                host.Terminal.Error.WriteLine(e.Message);
                result = ExitCode.Failed;
            }
        }
        return result;
    }
}
