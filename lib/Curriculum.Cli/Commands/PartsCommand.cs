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

    private static async Task<int> AddAsync(CliHost host, string typed, CancellationToken cancel)
    {
        var result = ExitCode.Fine;
        var parts = new PartList(host.Repository);
        foreach (var part in Named(host, typed))
        {
            try
            {
                // One without the other is a part that no build renews, or that nobody finds.
                if (!part.IsBuilt || !parts.Added.Contains(part.Name)) await new PartInstaller(host.Repository).AddAsync(part, cancel);
                host.Terminal.Out.WriteLine($"added  {part.Id}: {part.Purpose}");
            }
            catch (CliException e) when (e.ExitCode == ExitCode.Failed)
            {
                // Of several parts the others may still come.
                host.Terminal.Error.WriteLine(e.Message);
                result = ExitCode.Failed;
            }
        }
        return result;
    }

    private static async Task<int> RemoveAsync(CliHost host, string typed)
    {
        var parts = new PartList(host.Repository);
        foreach (var part in Named(host, typed))
        {
            var isThere = part.IsBuilt || parts.Added.Contains(part.Name);
            if (isThere) await new PartInstaller(host.Repository).RemoveAsync(part);
            host.Terminal.Out.WriteLine(isThere ? $"removed  {part.Id}" : $"{part.Id} is not added: there is nothing to remove.");
        }
        return ExitCode.Fine;
    }

    private static IReadOnlyList<Part> Named(CliHost host, string typed)
    {
        var parts = new PartList(host.Repository);
        return typed.Equals(Every, StringComparison.OrdinalIgnoreCase) ? parts.All : [parts.Find(typed)];
    }
}
