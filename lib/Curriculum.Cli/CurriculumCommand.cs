using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Curriculum.Cli.Commands;
using Curriculum.Engine.Documents;
using Curriculum.Engine.Execution;

namespace Curriculum.Cli;

/// <summary>The command <c>curriculum</c>: its verbs, and what happens to their errors.</summary>
internal static class CurriculumCommand
{
    /// <summary>Parses and runs a command line.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> InvokeAsync(string[] args, CliHost host, CancellationToken cancel)
    {
        var root = Create(host);
        // No response files: an argument that begins with @ is what it is.
        var parse = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parse.Errors.Count > 0) return Misused(host, parse);
        try
        {
            var configuration = new InvocationConfiguration
            {
                Output = host.Terminal.Out,
                Error = host.Terminal.Error,
                EnableDefaultExceptionHandler = false,
                // Ctrl-C arrives through the token, from Program.
                ProcessTerminationTimeout = null,
            };
            return await parse.InvokeAsync(configuration, cancel);
        }
        catch (CliException e)
        {
            host.Terminal.Error.WriteLine(e.Message);
            return e.ExitCode;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            host.Terminal.Error.WriteLine("Cancelled. What was being worked on is as it was.");
            return ExitCode.Failed;
        }
        catch (UnauthorizedAccessException e)
        {
            host.Terminal.Error.WriteLine($"{e.Message} Allow this user to write there, or work in a checkout of your own.");
            return ExitCode.Failed;
        }
        catch (Exception e) when (e is IOException or NotebookFormatException)
        {
            host.Terminal.Error.WriteLine(e.Message);
            return ExitCode.Failed;
        }
        catch (Exception e)
        {
            host.Terminal.Error.WriteLine($"This is a defect of the command itself; please report it with these lines:\n{e}");
            return ExitCode.Failed;
        }
    }

    // Not RootCommand: that one calls itself by the name of its assembly.
    private static Command Create(CliHost host) =>
        new("curriculum", "A course in deep learning that can be run: lessons by Day and Section, on a library written from scratch.")
        {
            new HelpOption { Recursive = true },
            new VersionOption(),
            ListCommand.Create(host),
            StartCommand.Create(host),
            RunCommand.Create(host),
            ProgressCommand.Create(host),
            HintCommand.Create(host),
            NextCommand.Create(host),
            VerifyCommand.Create(host),
            UpdateCommand.Create(host),
            CheckCommand.Create(host),
            ReproduceCommand.Create(host),
            DataCommand.Create(host),
            KernelCommand.Create(host),
            PartsCommand.Create(host),
            DoctorCommand.Create(host),
        };

    private static int Misused(CliHost host, ParseResult parse)
    {
        var error = host.Terminal.Error;
        var command = parse.CommandResult.Command;
        // `reproduce` has both: a name is an argument, and one of the names is a command of its own.
        if (command.Subcommands.Count == 0 || command.Arguments.Count > 0)
        {
            foreach (var problem in parse.Errors) error.WriteLine(problem.Message);
            error.WriteLine($"`{FullName(parse.CommandResult)} --help` explains this command.");
            return ExitCode.Usage;
        }
        var verbs = command.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name).ToList();
        if (parse.UnmatchedTokens is [var typed, ..]) error.WriteLine($"There is no command '{FullName(parse.CommandResult)} {typed}'. {NearestNames.Suggestion(typed, verbs)}".TrimEnd());
        error.WriteLine($"Usage: {FullName(parse.CommandResult)} <{string.Join('|', verbs)}> …    `{FullName(parse.CommandResult)} --help` explains them.");
        return ExitCode.Usage;
    }

    private static string FullName(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{FullName(parent)} {result.Command.Name}" : result.Command.Name;
}
