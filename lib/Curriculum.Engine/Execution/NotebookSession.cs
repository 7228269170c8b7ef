using System.Diagnostics;
using System.Runtime.CompilerServices;
using Curriculum.Engine.Documents;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.DotNet.Interactive;

namespace Curriculum.Engine.Execution;

/// <summary>Executes cells one after another, each seeing what the ones before declared, as .NET Interactive's C# kernel does.</summary>
/// <remarks>
/// What a cell shows is reported as it happens (see <see cref="OutputEvent"/>); a Jupyter kernel passes it on, a run collects it.
/// Console, working directory and environment belong to the process, so cells of different sessions wait for each other.
/// </remarks>
public sealed class NotebookSession : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan BetweenWakes = TimeSpan.FromMilliseconds(30);
    private static readonly SemaphoreSlim OneAtATime = new(1);

    private readonly SessionOptions _options;
    private readonly ScriptOptions _scriptOptions;
    private readonly CopyingLoader _loader = new();
    private readonly Dictionary<string, (string Cell, string Source)> _sources = [];
    private ScriptState<object>? _state;
    private string _workingDirectory;
    private int _executions;
    private int _displays;

    /// <summary>Begins a session in which nothing is declared yet. Its first cell forgets the formatters that other sessions registered: the registry is one per process.</summary>
    /// <exception cref="DirectoryNotFoundException">The base directory does not exist.</exception>
    public NotebookSession(SessionOptions? options = null)
    {
        _options = options ?? new SessionOptions();
        _workingDirectory = Path.GetFullPath(_options.BaseDirectory);
        if (!Directory.Exists(_workingDirectory))
            throw new DirectoryNotFoundException($"NotebookSession: the base directory must be an existing folder, got {_workingDirectory}.");
        _scriptOptions = ScriptEnvironment.Options(_workingDirectory);
    }

    /// <summary>Executes a cell.</summary>
    /// <param name="code">Its C#.</param>
    /// <param name="onOutput">Called for everything that the cell shows, in order, one call at a time, from the cell's thread; what it prints goes to the real console.</param>
    /// <param name="cell">The name by which error reports call the cell.</param>
    /// <param name="cancellationToken">Interrupts the cell, a looping one too; the session stays usable.</param>
    /// <returns>What became of it; errors of the cell are part of the result, not exceptions.</returns>
    public async Task<CellResult> ExecuteAsync(
        string code, Action<OutputEvent>? onOutput = null, string? cell = null, CancellationToken cancellationToken = default)
    {
        var clock = Stopwatch.StartNew();
        var collector = new OutputCollector();
        var number = collector.BeginCell();
        var scope = new ExecutionScope(
            nextDisplayId: () => $"display-{Interlocked.Increment(ref _displays)}",
            onOutput: happened =>
            {
                collector.Add(happened);
                onOutput?.Invoke(happened);
            });
        var outcome = new Outcome(CellStatus.Cancelled);
        try
        {
            await OneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                outcome = await Task.Run(() => ExecuteExclusivelyAsync(LineEndings.ToLf(code), cell, scope, cancellationToken), CancellationToken.None).ConfigureAwait(false);
            }
            finally
            {
                OneAtATime.Release();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            scope.Emit(new ErrorRaised(InterruptedError("before it ran")));
        }
        return new CellResult(outcome.Status, collector.OutputsOf(number), clock.Elapsed) { Errors = outcome.Errors ?? [], Exception = outcome.Exception };
    }

    /// <summary>The code as the next cell of this session, compiled but not run: for completion, which looks at code that is not finished.</summary>
    internal Compilation Continue(string code) => Continue(code, path: "").GetCompilation();

    /// <summary>Gives up what the session holds; its assemblies stay loaded until the process ends, the copies on the disk go where the system lets them.</summary>
    public void Dispose() => _loader.Dispose();

    private async Task<Outcome> ExecuteExclusivelyAsync(string code, string? cell, ExecutionScope scope, CancellationToken cancellationToken)
    {
        // Here and not in the constructor, so that it never happens in the middle of another session's cell.
        if (_executions == 0)
            ValueFormatter.Reset();
        cell ??= $"[{_executions + 1}]";
        // A path that no file has; the same cell executed again is another source.
        var path = Path.Combine(_options.BaseDirectory, $"cell {cell} ({++_executions})");
        _sources[path] = (cell, code);
        var (script, errors) = Compile(code, path, cancellationToken);
        if (errors.Count > 0)
        {
            scope.Emit(new ErrorRaised(ErrorReport.OfCompilation(code, errors)));
            return new Outcome(CellStatus.CompilationFailed, Errors: errors);
        }
        // A cell may have deleted the folder that it went to; the next one starts where the notebook is.
        if (!Directory.Exists(_workingDirectory))
            _workingDirectory = Path.GetFullPath(_options.BaseDirectory);
        if (!Directory.Exists(_workingDirectory))
        {
            var missing = new DirectoryNotFoundException($"The cell did not run: its folder {_workingDirectory} is not there any more. Put it back, or restart in another folder.");
            scope.Emit(new ErrorRaised(ErrorReport.OfException(missing, cell, _sources)));
            return new Outcome(CellStatus.Threw, Exception: missing);
        }
        using var surroundings = new ProcessSurroundings(_workingDirectory, _options.EnvironmentVariables);
        scope.Begin();
        try
        {
            return await RunAsync(script!, cell, scope, surroundings, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            scope.End();
            _workingDirectory = ProcessSurroundings.WorkingDirectory ?? _workingDirectory;
        }
    }

    // Later cells inherit references and usings. Naming them again would give every cell its own list of all: a thousand cells held a gigabyte.
    private Script<object> Continue(string code, string path) => _state is null
        ? CSharpScript.Create<object>(code, _scriptOptions.WithFilePath(path), globalsType: null, _loader.Loader)
        : _state.Script.ContinueWith<object>(code, _scriptOptions.WithFilePath(path).WithReferences(Array.Empty<MetadataReference>()).WithImports());

    private (Script<object>? Script, IReadOnlyList<CellDiagnostic> Errors) Compile(string code, string path, CancellationToken cancellationToken)
    {
        var outside = SafeSubset.Check(code);
        if (outside.Count > 0)
            return (null, outside);
        var points = new InterruptionPoints(code);
        var script = Continue(points.Code, path);
        try
        {
            var errors = script.Compile(cancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => Describe(d, script.GetCompilation(), path, points));
            return (script, [.. errors]);
        }
        catch (AssemblyMismatchException mismatch)
        {
            return (null, [new CellDiagnostic(1, 1, SafeSubset.Code, mismatch.Message, null)]);
        }
    }

    private static CellDiagnostic Describe(Diagnostic diagnostic, Compilation compilation, string path, InterruptionPoints points)
    {
        var span = diagnostic.Location.GetMappedLineSpan();
        bool isHere = span.Path == path || !span.IsValid;
        var place = isHere ? points.Original(span.StartLinePosition) : span.StartLinePosition;
        var message = isHere ? diagnostic.GetMessage() : $"{Path.GetFileName(span.Path)}: {diagnostic.GetMessage()}";
        var cure = string.Join(" ", new[] { Misspelling.Suggestion(diagnostic, compilation), CompilerCures.For(diagnostic) }.OfType<string>());
        return new CellDiagnostic(place.Line + 1, place.Character + 1, diagnostic.Id, message, cure.Length == 0 ? null : cure);
    }

    private async Task<Outcome> RunAsync(
        Script<object> script, string cell, ExecutionScope scope, ProcessSurroundings surroundings, CancellationToken cancellationToken)
    {
        Interruption.Withdraw();
        var threads = new CellThreads($"cell {cell}", scope);
        // By the thread that cancels: tasks of the cell may keep the whole thread pool busy, and nothing else would come to stop them.
        using var interrupt = cancellationToken.UnsafeRegister(_ => Stop(threads), null);
        var running = threads.Start(() => RunAndShowAsync(script, cell, scope, cancellationToken));
        await FinishedOrCancelled(running, cancellationToken).ConfigureAwait(false);
        bool stopped = running.IsCompleted || await StopAsync(threads).ConfigureAwait(false);
        // An aborted cell may leave the exception of its abort behind: that is no outcome.
        var outcome = running.IsCompleted && !cancellationToken.IsCancellationRequested ? await running.ConfigureAwait(false)
            : running.IsCompletedSuccessfully ? running.Result
            : new Outcome(CellStatus.Cancelled);
        threads.End();
        _state = outcome.State ?? _state;
        if (outcome.Status != CellStatus.Cancelled)
            return outcome;
        scope.Emit(new ErrorRaised(InterruptedError(
            !stopped ? "but is busy in a library: it goes on in the background until it comes to its next loop or output, and may keep a processor busy; restart to be rid of it at once"
            : threads.WokeAWait ? "while it waited; threads that it started may go on"
            : "while it ran")));
        scope.Abandon();
        surroundings.KeepConsole = !stopped;
        return outcome;
    }

    private async Task<Outcome> RunAndShowAsync(Script<object> script, string cell, ExecutionScope scope, CancellationToken cancellationToken)
    {
        ScriptState<object>? state = null;
        Exception? exception;
        try
        {
            // Back on a thread of the cell: what shows the result may run for ever too.
            state = _state is null
                ? await script.RunAsync(globals: null, catchException: _ => true, CancellationToken.None).ConfigureAwait(true)
                : await script.RunFromAsync(_state, catchException: _ => true, CancellationToken.None).ConfigureAwait(true);
            exception = state.Exception;
            if (exception is null && HasReturnValue(script) && state.ReturnValue is not DisplayedValue)
                scope.Emit(new ResultProduced(ValueFormatter.Format(state.ReturnValue)));
        }
        catch (Exception e) when (e is not ThreadAbortException)
        {
            // A formatter threw: for the learner that is the cell's error like any other.
            exception = e;
        }
        if (exception is null)
            return new Outcome(CellStatus.Succeeded, state);
        // A wait that the interruption ended throws; that is not the cell's error.
        if (cancellationToken.IsCancellationRequested)
            return new Outcome(CellStatus.Cancelled);
        scope.Emit(new ErrorRaised(ErrorReport.OfException(exception, cell, _sources)));
        return new Outcome(CellStatus.Threw, state, exception);
    }

    private static async Task FinishedOrCancelled(Task finished, CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellationToken.UnsafeRegister(state => ((TaskCompletionSource)state!).TrySetResult(), cancelled))
            await Task.WhenAny(finished, cancelled.Task).ConfigureAwait(false);
    }

    /// <summary>Stops the threads of a cell; false when one is still there after <see cref="Grace"/>.</summary>
    private static async Task<bool> StopAsync(CellThreads threads)
    {
        Stop(threads);
        for (var clock = Stopwatch.StartNew(); !threads.Stopped.IsCompleted && clock.Elapsed < Grace; threads.WakeBlocked())
            await Task.WhenAny(threads.Stopped, Task.Delay(BetweenWakes, CancellationToken.None)).ConfigureAwait(false);
        return threads.Stopped.IsCompleted;
    }

    private static void Stop(CellThreads threads)
    {
        Interruption.Request();
        threads.Stop();
    }

    private static ErrorOutput InterruptedError(string when) =>
        new("Interrupted", $"The cell was interrupted {when}.", [$"Interrupted: the cell was interrupted {when}."]);

    // Whether the script ends in an expression with a value. Roslyn knows, but does not say so publicly; .NET Interactive asks it the same way.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "HasReturnValue")]
    private static extern bool HasReturnValue(Script script);

    private sealed record Outcome(CellStatus Status, ScriptState<object>? State = null, Exception? Exception = null, IReadOnlyList<CellDiagnostic>? Errors = null);
}
