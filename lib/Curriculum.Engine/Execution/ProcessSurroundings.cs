using Curriculum.Engine.Documents;

namespace Curriculum.Engine.Execution;

/// <summary>Lends the process's console, working directory and environment to a cell, and puts them back.</summary>
internal sealed class ProcessSurroundings : IDisposable
{
    private readonly TextWriter _out = Console.Out;
    private readonly TextWriter _error = Console.Error;
    private readonly TextReader _in = Console.In;
    private readonly string? _directory = WorkingDirectory;
    private readonly Dictionary<string, string?> _variables = [];

    /// <exception cref="DirectoryNotFoundException">The directory is gone.</exception>
    public ProcessSurroundings(string directory, IReadOnlyDictionary<string, string?> variables)
    {
        Directory.SetCurrentDirectory(directory);
        foreach (var (name, value) in variables)
        {
            _variables[name] = Environment.GetEnvironmentVariable(name);
            Environment.SetEnvironmentVariable(name, value);
        }
        Console.SetOut(new ConsoleRouter(StreamName.Output, _out));
        Console.SetError(new ConsoleRouter(StreamName.Error, _error));
        Console.SetIn(new NoInput());
    }

    /// <summary>The working directory of the process; null when somebody deleted it.</summary>
    public static string? WorkingDirectory
    {
        get
        {
            try
            {
                return Directory.GetCurrentDirectory();
            }
            catch (FileNotFoundException)
            {
                return null;
            }
        }
    }

    /// <summary>Leaves the redirection in place: it is what keeps a cell that does not stop off the terminal.</summary>
    public bool KeepConsole { get; set; }

    public void Dispose()
    {
        if (!KeepConsole)
        {
            Console.SetOut(_out);
            Console.SetError(_error);
        }
        Console.SetIn(_in);
        if (Directory.Exists(_directory))
            Directory.SetCurrentDirectory(_directory);
        foreach (var (name, value) in _variables)
            Environment.SetEnvironmentVariable(name, value);
    }
}
