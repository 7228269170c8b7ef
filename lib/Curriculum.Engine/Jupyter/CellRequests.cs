using System.Text.Json.Nodes;
using Curriculum.Engine.Documents;
using Curriculum.Engine.Execution;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Curriculum.Engine.Jupyter;

/// <summary>The requests that are about code: execute, complete, is it complete.</summary>
internal sealed class CellRequests(Channels channels) : IDisposable
{
    private static readonly CSharpParseOptions Script = new(LanguageVersion.CSharp14, kind: SourceCodeKind.Script);

    private readonly NotebookSession _session = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _lock = new();
    private CancellationTokenSource? _running;
    private int _executionCount;

    /// <summary>The request whose cell runs now.</summary>
    public JupyterMessage? Current { get; private set; }

    /// <summary>Runs a cell, passes on what it shows, and returns the content of the reply.</summary>
    public async Task<(JsonObject Content, bool Failed)> ExecuteAsync(JupyterMessage request)
    {
        string code = (string?)request.Content["code"] ?? "";
        bool silent = (bool?)request.Content["silent"] ?? false;
        if (!silent && ((bool?)request.Content["store_history"] ?? true))
            _executionCount++;
        if (!silent)
            channels.Publish("execute_input", request, new JsonObject { ["code"] = code, ["execution_count"] = _executionCount });

        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
        Begin(request, interrupt);
        try
        {
            using var publisher = new OutputPublisher(channels, request, _executionCount, interrupt.Token);
            var result = await _session.ExecuteAsync(code, silent ? null : publisher.Send, $"[{_executionCount}]", interrupt.Token).ConfigureAwait(false);
            var content = result.Error is { } error ? Contents.Error(error) : new JsonObject
            {
                ["payload"] = new JsonArray(),
                ["user_expressions"] = await EvaluateAsync(request.Content["user_expressions"] as JsonObject, interrupt.Token).ConfigureAwait(false),
            };
            (content["status"], content["execution_count"]) = (result.Error is null ? "ok" : "error", _executionCount);
            return (content, result.Error is not null);
        }
        finally
        {
            Begin(null, null);
        }
    }

    /// <summary>Interrupts the running cell, if there is one.</summary>
    public void Interrupt()
    {
        lock (_lock)
            _running?.Cancel();
    }

    /// <summary>Interrupts the running cell and all that are still to come.</summary>
    public void Close() => _closing.Cancel();

    /// <summary>Whether Enter should run the code or begin another line.</summary>
    public static JsonObject IsComplete(string code)
    {
        var tree = CSharpSyntaxTree.ParseText(code, Script);
        bool complete = SyntaxFactory.IsCompleteSubmission(tree);
        bool invalid = complete && tree.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error);
        return invalid ? new JsonObject { ["status"] = "invalid" }
            : complete ? new JsonObject { ["status"] = "complete" }
            : new JsonObject { ["status"] = "incomplete", ["indent"] = "    " };
    }

    /// <summary>What can stand at the cursor.</summary>
    /// <param name="code">The cell.</param>
    /// <param name="cursor">In Unicode characters, as Jupyter counts; not in UTF-16 units.</param>
    public JsonObject Complete(string code, int cursor)
    {
        int position = Utf16Position(code, cursor);
        var (start, items) = Completion.At(_session.Continue(code), position);
        return new JsonObject
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. items.Select(item => (JsonNode)item.Name)]),
            ["cursor_start"] = CharacterCount(code, start),
            ["cursor_end"] = CharacterCount(code, position),
            ["metadata"] = new JsonObject
            {
                // What JupyterLab shows beside a match.
                ["_jupyter_types_experimental"] = new JsonArray([.. items.Select(item => (JsonNode)new JsonObject
                {
                    ["text"] = item.Name,
                    ["type"] = item.Kind,
                    ["signature"] = item.Signature,
                    ["start"] = CharacterCount(code, start),
                    ["end"] = CharacterCount(code, position),
                })]),
            },
        };
    }

    /// <summary>What the name at the cursor is.</summary>
    /// <param name="code">The cell.</param>
    /// <param name="cursor">In Unicode characters.</param>
    public JsonObject Inspect(string code, int cursor)
    {
        string? help = Inspection.At(_session.Continue(code), Utf16Position(code, cursor));
        return new JsonObject
        {
            ["status"] = "ok",
            ["found"] = help is not null,
            ["data"] = help is null ? [] : new JsonObject { [MimeTypes.Plain] = help },
            ["metadata"] = new JsonObject(),
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Dispose();
        _closing.Dispose();
    }

    private void Begin(JupyterMessage? request, CancellationTokenSource? interrupt)
    {
        lock (_lock)
            (Current, _running) = (request, interrupt);
    }

    private async Task<JsonObject> EvaluateAsync(JsonObject? expressions, CancellationToken cancellationToken)
    {
        var values = new JsonObject();
        foreach (var (name, expression) in expressions ?? [])
        {
            ResultProduced? value = null;
            var result = await _session.ExecuteAsync((string?)expression ?? "", happened => value = happened as ResultProduced ?? value, $"expression {name}", cancellationToken).ConfigureAwait(false);
            var content = result.Error is { } error ? Contents.Error(error) : new JsonObject { ["data"] = value is null ? [] : Contents.Data(value.Data), ["metadata"] = new JsonObject() };
            content["status"] = result.Error is null ? "ok" : "error";
            values[name] = content;
        }

        return values;
    }

    private static int Utf16Position(string text, int characters)
    {
        int position = 0;
        foreach (var rune in text.EnumerateRunes().Take(Math.Max(0, characters)))
            position += rune.Utf16SequenceLength;
        return position;
    }

    private static int CharacterCount(string text, int utf16Position) => text.AsSpan(0, utf16Position).ToString().EnumerateRunes().Count();
}
