using Curriculum.Cli.Kernels;
using Curriculum.Cli.Output;

namespace Curriculum.Cli.Tests;

/// <summary>One call of the command in this process, with its output redirected.</summary>
internal sealed record CommandRun(int ExitCode, string Out, string Error)
{
    public static async Task<CommandRun> Of(TemporaryCourse course, params string[] args) => await In(course.Root, args);

    public static async Task<CommandRun> In(string folder, params string[] args)
    {
        var output = new StringWriter { NewLine = "\n" };
        var error = new StringWriter { NewLine = "\n" };
        var host = new CliHost(new Terminal(output, error, interactive: false), folder, folder)
        {
            // The kernels of whoever runs the tests are not the tests' business.
            Jupyter = new JupyterFolders(name => name == "JUPYTER_DATA_DIR" ? Path.Combine(folder, "jupyter") : null),
        };
        var code = await CurriculumCommand.InvokeAsync(args, host, CancellationToken.None);
        return new CommandRun(code, output.ToString(), error.ToString());
    }
}
