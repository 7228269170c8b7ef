using System.CommandLine;
using Curriculum.Cli.Kernels;
using Curriculum.Engine.Jupyter;

namespace Curriculum.Cli.Commands;

/// <summary><c>curriculum kernel install|uninstall|list</c>: lets VS Code and Jupyter run the lessons; <c>kernel run</c> is what they start.</summary>
internal static class KernelCommand
{
    private static readonly string[] Names = [KernelSpec.OwnName, KernelSpec.InteractiveName];

    public static Command Create(CliHost host)
    {
        var install = new Command("install", "Let VS Code's Jupyter extension, JupyterLab and Jupyter Notebook run the lessons (for this user).");
        install.SetAction(_ => Install(host));
        var uninstall = new Command("uninstall", "Take the kernel out again; kernels that others installed stay.");
        uninstall.SetAction(_ => Uninstall(host));
        var list = new Command("list", "Show which C# kernels Jupyter finds.");
        list.SetAction(_ => List(host));
        var file = new Argument<string>("connection-file") { Description = "Written by the Jupyter client." };
        var run = new Command("run", "Serve a Jupyter client; clients call this, not people.") { file };
        run.Hidden = true;
        run.SetAction(parse => RunAsync(parse.GetRequiredValue(file)));
        return new Command("kernel", "The C# kernel for VS Code and Jupyter.") { install, uninstall, list, run };
    }

    private static int Install(CliHost host)
    {
        string program = Path.Combine(host.ProgramDirectory, "Curriculum.Cli.dll");
        foreach (string name in Names)
        {
            var own = new KernelSpec(name, Path.Combine(host.Jupyter.User, name));
            var taken = KernelSpec.Find(name, host.Jupyter).FirstOrDefault(spec => spec.OwnProgram is null);
            if (name == KernelSpec.InteractiveName && taken is not null)
            {
                host.Terminal.Out.WriteLine($"kept       {name} at {taken.Folder} (installed by .NET Interactive). Lessons open with it; choose \"C# (Curriculum)\" in the kernel picker to use this one.");
                continue;
            }

            own.Install(program);
            host.Terminal.Out.WriteLine($"installed  {name} at {own.Folder}");
        }

        host.Terminal.Out.WriteLine("Reload VS Code's window (or restart Jupyter), open a lesson and choose \"C# (Curriculum)\".");
        return ExitCode.Fine;
    }

    private static int Uninstall(CliHost host)
    {
        var own = Names.SelectMany(name => KernelSpec.Find(name, host.Jupyter)).Where(spec => spec.OwnProgram is not null).ToList();
        foreach (var spec in own)
        {
            spec.Uninstall();
            host.Terminal.Out.WriteLine($"removed  {spec.Name} at {spec.Folder}");
        }

        if (own.Count == 0)
            host.Terminal.Out.WriteLine("There is nothing to remove: this course installed no kernel here.");
        return ExitCode.Fine;
    }

    private static int List(CliHost host)
    {
        var found = Names.SelectMany(name => KernelSpec.Find(name, host.Jupyter)).ToList();
        foreach (var spec in found)
        {
            string state = spec.OwnProgram is not { } program ? "not from this course"
                : File.Exists(program) ? "this course's"
                : $"broken: {program} is gone; `{host.Command("kernel install")}` mends it";
            host.Terminal.Out.WriteLine($"{spec.Name}  {spec.Folder}  ({state})");
        }

        if (found.Count == 0)
            host.Terminal.Out.WriteLine($"Jupyter finds no C# kernel. `{host.Command("kernel install")}` installs one.");
        return ExitCode.Fine;
    }

    private static async Task<int> RunAsync(string connectionFile)
    {
        try
        {
            await JupyterKernel.RunAsync(connectionFile);
            return ExitCode.Fine;
        }
        catch (KernelStartException e)
        {
            throw CliException.Failed(e.Message, e);
        }
    }
}
