using System.Diagnostics;
using System.Runtime;
using System.Runtime.CompilerServices;
using Curriculum.Engine.Documents;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Scripting.Hosting;
using Microsoft.DotNet.Interactive;

namespace Curriculum.Engine.Execution;

/// <summary>Executes cells one after another, each seeing what the ones before declared, as .NET Interactive's C# kernel does.</summary>
/// <remarks>
/// What a cell shows is reported as it happens (see <see cref="OutputEvent"/>); a Jupyter kernel passes it on, a run collects it.
/// Console, working directory and environment belong to the process, so cells of different sessions wait for each other.
/// </remarks>
public sealed class NotebookSession : IDisposable
{
    // Recursion is a topic of lessons: cells get more stack than a pool thread has.
    private const int StackBytes = 16 << 20;

    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(700);
    private static readonly SemaphoreSlim OneAtATime = new(1);

    private readonly SessionOptions _options;
    private readonly ScriptOptions _scriptOptions;
    private readonly InteractiveAssemblyLoader _loader;
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
        _loader = ScriptEnvironment.AssemblyLoader();
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
            scope.Emit(new ErrorRaised(Interruption("before it ran")));
        }
        return new CellResult(outcome.Status, collector.OutputsOf(number), clock.Elapsed) { Errors = outcome.Errors ?? [], Exception = outcome.Exception };
    }

    /// <summary>The code as the next cell of this session, compiled but not run: for completion, which looks at code that is not finished.</summary>
    internal Compilation Continue(string code) => (_state is null
        ? CSharpScript.Create<object>(code, _scriptOptions, globalsType: null, _loader)
        : _state.Script.ContinueWith<object>(code, _scriptOptions)).GetCompilation();

    /// <summary>Gives up what the session holds; its assemblies stay loaded until the process ends.</summary>
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
            _workingDirectory = Directory.GetCurrentDirectory();
        }
    }

    private (Script<object>? Script, IReadOnlyList<CellDiagnostic> Errors) Compile(string code, string path, CancellationToken cancellationToken)
    {
        var outside = SafeSubset.Check(code);
        if (outside.Count > 0)
            return (null, outside);
        var options = _scriptOptions.WithFilePath(path);
        var script = _state is null
            ? CSharpScript.Create<object>(code, options, globalsType: null, _loader)
            : _state.Script.ContinueWith<object>(code, options);
        try
        {
            var errors = script.Compile(cancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => Describe(d, path));
            return (script, [.. errors]);
        }
        catch (AssemblyMismatchException mismatch)
        {
            return (null, [new CellDiagnostic(1, 1, SafeSubset.Code, mismatch.Message, null)]);
        }
    }

    private static CellDiagnostic Describe(Diagnostic diagnostic, string path)
    {
        var span = diagnostic.Location.GetMappedLineSpan();
        var message = span.Path == path || !span.IsValid ? diagnostic.GetMessage() : $"{Path.GetFileName(span.Path)}: {diagnostic.GetMessage()}";
        return new CellDiagnostic(span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1, diagnostic.Id, message, CompilerCures.For(diagnostic.Id));
    }

    private async Task<Outcome> RunAsync(
        Script<object> script, string cell, ExecutionScope scope, ProcessSurroundings surroundings, CancellationToken cancellationToken)
    {
        var finished = new TaskCompletionSource<Outcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => RunOnThisThread(() => RunAndShowAsync(script, cell, scope), scope, finished, cancellationToken), StackBytes)
        {
            IsBackground = true,
            Name = $"cell {cell}",
        };
        thread.Start();
        var outcome = await FinishedOrGivenUp(finished.Task, cancellationToken).ConfigureAwait(false);
        if (outcome is null)
        {
            scope.Emit(new ErrorRaised(Interruption("but goes on in the background; restart to be rid of it")));
            scope.Abandon();
            surroundings.KeepConsole = true;
            return new Outcome(CellStatus.Cancelled);
        }
        if (outcome.Status == CellStatus.Cancelled)
            scope.Emit(new ErrorRaised(Interruption("while it ran")));
        _state = outcome.State ?? _state;
        return outcome;
    }

    private static void RunOnThisThread(Func<Task<Outcome>> run, ExecutionScope scope, TaskCompletionSource<Outcome> finished, CancellationToken cancellationToken)
    {
        scope.Enter();
        Task<Outcome>? running = null;
        // An abort returns only when the thread has ended, which may be never: whoever asks for it must not wait, nor those who asked to be told with it.
        // (And controlled execution under a token that cannot be cancelled never returns.)
        using var interrupt = new CancellationTokenSource();
        using var asked = cancellationToken.UnsafeRegister(source => _ = ((CancellationTokenSource)source!).CancelAsync(), interrupt);
        try
        {
            // .NET has no other way to stop a loop that does not cooperate. It is obsolete because an abort can leave shared state half-changed;
            // it is meant for this use, a cell that somebody interrupts, and happens only then.
#pragma warning disable SYSLIB0046
            ControlledExecution.Run(() => running = run(), interrupt.Token);
#pragma warning restore SYSLIB0046
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            finished.TrySetResult(new Outcome(CellStatus.Cancelled));
            return;
        }
        running!.ContinueWith(done => finished.TrySetFromTask(done), TaskScheduler.Default);
    }

    private async Task<Outcome> RunAndShowAsync(Script<object> script, string cell, ExecutionScope scope)
    {
        ScriptState<object>? state = null;
        Exception? exception;
        try
        {
            state = _state is null
                ? await script.RunAsync(globals: null, catchException: _ => true).ConfigureAwait(false)
                : await script.RunFromAsync(_state, catchException: _ => true).ConfigureAwait(false);
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
        scope.Emit(new ErrorRaised(ErrorReport.OfException(exception, cell, _sources)));
        return new Outcome(CellStatus.Threw, state, exception);
    }

    private static async Task<Outcome?> FinishedOrGivenUp(Task<Outcome> finished, CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellationToken.UnsafeRegister(state => ((TaskCompletionSource)state!).TrySetResult(), cancelled))
            await Task.WhenAny(finished, cancelled.Task).ConfigureAwait(false);
        if (!finished.IsCompleted)
            await Task.WhenAny(finished, Task.Delay(Grace, CancellationToken.None)).ConfigureAwait(false);
        return finished.IsCompleted ? await finished.ConfigureAwait(false) : null;
    }

    private static ErrorOutput Interruption(string when) =>
        new("Interrupted", $"The cell was interrupted {when}.", [$"Interrupted: the cell was interrupted {when}."]);

    // Whether the script ends in an expression with a value. Roslyn knows, but does not say so publicly; .NET Interactive asks it the same way.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "HasReturnValue")]
    private static extern bool HasReturnValue(Script script);

    private sealed record Outcome(CellStatus Status, ScriptState<object>? State = null, Exception? Exception = null, IReadOnlyList<CellDiagnostic>? Errors = null);
}
