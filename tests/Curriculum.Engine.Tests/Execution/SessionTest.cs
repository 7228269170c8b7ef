using Curriculum.Engine.Documents;
using Curriculum.Engine.Execution;
using Curriculum.Tests.Shared;

namespace Curriculum.Engine.Tests.Execution;

/// <summary>A session in a folder of its own.</summary>
public abstract class SessionTest : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected SessionTest() => Session = new NotebookSession(new SessionOptions { BaseDirectory = Folder, EnvironmentVariables = Variables });

    protected string Folder => _folder.Path;

    protected NotebookSession Session { get; }

    protected virtual IReadOnlyDictionary<string, string?> Variables { get; } = new Dictionary<string, string?> { ["LESSON_DATASET"] = "digits" };

    public void Dispose()
    {
        // Also where the session cannot be.
        using (_folder)
            Session.Dispose();
        GC.SuppressFinalize(this);
    }

    protected Task<CellResult> Run(string code) => Session.ExecuteAsync(code);

    protected async Task<IReadOnlyList<CellOutput>> Outputs(string code)
    {
        var result = await Run(code);
        Assert.True(result.Status == CellStatus.Succeeded, result.Error?.PlainText);
        return result.Outputs;
    }

    protected async Task<string> PlainResult(string code) => Assert.IsType<ExecuteResult>((await Outputs(code))[^1]).Data.PlainText!;

    protected async Task<string> ErrorText(string code)
    {
        var error = (await Run(code)).Error;
        Assert.NotNull(error);
        return error.PlainText;
    }
}
