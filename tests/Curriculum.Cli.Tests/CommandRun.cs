using Curriculum.Cli.Kernels;
using Curriculum.Cli.Output;

namespace Curriculum.Cli.Tests;

/// <summary>One call of the command in this process, with its output redirected.</summary>
internal sealed record CommandRun(int ExitCode, string Out, string Error)
{
    public static async Task<CommandRun> Of(TemporaryCourse course, params string[] args) => await In(course.Root, args);

    public static Task<CommandRun> In(string folder, params string[] args) => In(folder, goldensDisagree: null, args);

    /// <summary>A call while the library does not agree with its reference values.</summary>
    public static Task<CommandRun> WhileGoldensDisagree(TemporaryCourse course, string trouble, params string[] args) => In(course.Root, trouble, args);

    private static async Task<CommandRun> In(string folder, string? goldensDisagree, string[] args)
    {
        var output = new StringWriter { NewLine = "\n" };
        var error = new StringWriter { NewLine = "\n" };
        var host = new CliHost(new Terminal(output, error, interactive: false), folder, folder)
        {
            // Running the tests of the library from a test of the command would take minutes.
            GoldensDisagree = (_, _) => Task.FromResult(goldensDisagree),
            // The kernels of whoever runs the tests are not the tests' business.
            Jupyter = new JupyterFolders(name => name == "JUPYTER_DATA_DIR" ? Path.Combine(folder, "jupyter") : null),
        };
        var code = await CurriculumCommand.InvokeAsync(args, host, CancellationToken.None);
        return new CommandRun(code, output.ToString(), error.ToString());
    }
}
