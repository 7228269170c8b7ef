using Spectre.Console;

namespace Curriculum.Cli.Output;

/// <summary>Where the command writes. Without an interactive terminal it writes plain lines: no colour, no cursor movement, no live regions.</summary>
internal sealed class Terminal
{
    // Wide enough that no line of a table breaks when a program reads it.
    private const int PlainWidth = 400;

    /// <summary>A terminal over two writers.</summary>
    /// <param name="output">What was asked for.</param>
    /// <param name="error">Errors and warnings.</param>
    /// <param name="interactive">Whether a person looks at <paramref name="output"/> in a terminal.</param>
    public Terminal(TextWriter output, TextWriter error, bool interactive)
    {
        Out = output;
        Error = error;
        IsInteractive = interactive;
        Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = interactive ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = interactive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = interactive ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
            // The defaults switch colour on inside build servers, where the output is a file.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        if (!interactive) Console.Profile.Width = PlainWidth;
    }

    /// <summary>The terminal of this process.</summary>
    public static Terminal OfProcess() => new(System.Console.Out, System.Console.Error, !System.Console.IsOutputRedirected);

    /// <summary>Plain output, written as it is.</summary>
    public TextWriter Out { get; }

    /// <summary>Plain error output.</summary>
    public TextWriter Error { get; }

    /// <summary>Tables, colours and live regions.</summary>
    public IAnsiConsole Console { get; }

    /// <summary>Whether a person looks on.</summary>
    public bool IsInteractive { get; }
}
