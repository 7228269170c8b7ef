using Curriculum.Cli;
using Curriculum.Cli.Course;
using Curriculum.Cli.Kernels;
using Curriculum.Engine.Documents;
using Curriculum.Engine.Verification;
using Curriculum.Tests.Shared;

namespace Curriculum.Notebooks.Tests;

/// <summary>Every notebook, run by Jupyter's own <c>nbconvert --execute</c> through the kernel, shows what <c>curriculum run</c> shows: what is stored.</summary>
public sealed class NbconvertTests : IDisposable
{
    private const string Convert = """
        import sys
        from nbconvert.nbconvertapp import NbConvertApp
        NbConvertApp.launch_instance(['--execute', '--to', 'notebook', '--ExecutePreprocessor.timeout=600', '--output-dir', sys.argv[2], '--output', 'executed.ipynb', sys.argv[1]])
        """;

    private static readonly Repository Checkout = Repository.Find(AppContext.BaseDirectory);

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Lessons => LessonTests.Lessons;

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [MemberData(nameof(Lessons))]
    public void Jupyter_shows_what_is_stored(string lesson)
    {
        Python.Require("nbconvert");
        new KernelSpec(KernelSpec.InteractiveName, Path.Combine(_folder.Path, "kernels", KernelSpec.InteractiveName)).Install(Path.Combine(AppContext.BaseDirectory, "Curriculum.Cli.dll"));
        var environment = new Dictionary<string, string?>(DatasetVariable.Embedded) { ["JUPYTER_DATA_DIR"] = _folder.Path };
        var stored = Notebook.Read(Path.Combine(Checkout.Notebooks, lesson));

        var (exit, _, error) = Python.Run(Convert, [stored.Path!, _folder.Path], timeoutSeconds: 900, environment);

        Assert.True(exit == 0, error);
        Assert.Empty(NotebookComparer.Compare(stored, Notebook.Read(_folder["executed.ipynb"])).Select(difference => difference.ToString()));
    }
}
