using Curriculum.Arrays;
using Curriculum.Arrays.Devices;
using Curriculum.Cli.Checks;
using Curriculum.Cli.Course;
using Curriculum.Cli.Kernels;
using Curriculum.Cli.Output;
using Curriculum.Lessons.Experiments;
using Curriculum.Text;

namespace Curriculum.Cli;

/// <summary>All that a command uses of the process around it, so that tests can give it another.</summary>
/// <param name="Terminal">Where it writes.</param>
/// <param name="CurrentDirectory">Where the learner stands.</param>
/// <param name="ProgramDirectory">Where the command itself lies.</param>
internal sealed record CliHost(Terminal Terminal, string CurrentDirectory, string ProgramDirectory)
{
    private Repository? _repository;

    /// <summary>The experiments that can be reproduced.</summary>
    public Func<IReadOnlyList<Experiment>> Experiments { get; init; } = () => Experiment.All;

    /// <summary>The corpus that translators are trained on.</summary>
    public Func<ParallelCorpus> TranslationCorpus { get; init; } = () => ParallelCorpus.Tanaka();

    /// <summary>The device of a name.</summary>
    /// <remarks>It throws what <see cref="Arrays.Device.Named(string)"/> throws.</remarks>
    public Func<string, Device> Device { get; init; } = name => Arrays.Device.Named("--device", name);

    /// <summary>The graphics processors that there are; null where the part for them is not built.</summary>
    public Func<GpuReport?> Gpus { get; init; } = GpuPart.Look;

    /// <summary>The questions, exercises, claims and bands that lessons are held against.</summary>
    public Func<CourseContents> Contents { get; init; } = CourseContents.OfLibrary;

    /// <summary>Why the library is not proven to agree with its reference values; null when it does.</summary>
    public Func<Repository, CancellationToken, Task<string?>> GoldensDisagree { get; init; } = Goldens.DisagreementAsync;

    /// <summary>Where Jupyter clients look for kernels.</summary>
    public JupyterFolders Jupyter { get; init; } = JupyterFolders.OfProcess;

    /// <summary>The checkout that the learner stands in; standing elsewhere, the one that the command was built from.</summary>
    /// <exception cref="CliException">There is none.</exception>
    public Repository Repository => _repository ??= Repository.Find(CurrentDirectory, ProgramDirectory);

    /// <summary>The host that is this process.</summary>
    public static CliHost OfProcess() => new(Terminal.OfProcess(), Environment.CurrentDirectory, AppContext.BaseDirectory);

    /// <summary>The full path of what the learner typed, relative to where the learner stands.</summary>
    public string FullPath(string typed) => Path.GetFullPath(typed, CurrentDirectory);

    /// <summary>A command of the course as the learner can type it from where the learner stands.</summary>
    public string Command(string arguments) => $"dotnet run -c Release --project {Typed(Path.Combine(Repository.Root, "lib", "Curriculum.Cli"))} -- {arguments}";

    /// <summary>A path as the learner can type it from where the learner stands: relative, with forward slashes, in quotes where a shell would take it apart.</summary>
    public string Typed(string path)
    {
        var relative = Path.GetRelativePath(CurrentDirectory, path).Replace('\\', '/');
        return relative.Any(char.IsWhiteSpace) ? $"\"{relative}\"" : relative;
    }
}
