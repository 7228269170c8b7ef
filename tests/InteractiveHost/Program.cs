using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.CSharp;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;

// Runs the code cells of a notebook (first argument) in its folder and writes what they show, one JSON object a line.
// A cell whose id is the second argument is stopped at the second text that it shows.

// What the notebook hosts set before they begin.
Formatter.DefaultMimeType = HtmlFormatter.MimeType;
Formatter.SetPreferredMimeTypesFor(typeof(string), PlainTextFormatter.MimeType);

// The kernel takes the console of the process for its cells.
using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
var relaxed = new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

string path = Path.GetFullPath(args[0]);
var notebook = JsonNode.Parse(File.ReadAllText(path))!;
Environment.CurrentDirectory = Path.GetDirectoryName(path)!;
using var kernel = new CompositeKernel();
kernel.Add(new CSharpKernel().UseKernelHelpers().UseValueSharing(), ["c#", "C#"]);

string cell = "";
int texts = 0;
using var listening = kernel.KernelEvents.Subscribe(happened =>
{
    var line = happened switch
    {
        DisplayedValueUpdated updated => Line("update", Data(updated), updated.ValueId),
        DisplayedValueProduced displayed => Line("display", Data(displayed), displayed.ValueId),
        ReturnValueProduced returned => Line("result", Data(returned)),
        StandardOutputValueProduced printed => Line("stdout", Data(printed)),
        StandardErrorValueProduced printed => Line("stderr", Data(printed)),
        _ => null,
    };
    if (line is null) return;
    Write(line);
    if (args.Length > 1 && cell == args[1] && happened is DisplayedValueUpdated && Interlocked.Increment(ref texts) == 1)
        Stop();
});

foreach (var code in notebook["cells"]!.AsArray().Where(c => (string)c!["cell_type"]! == "code"))
{
    cell = (string)code!["id"]!;
    var result = await kernel.SendAsync(new SubmitCode(code["source"] is JsonArray lines ? string.Concat(lines.Select(l => (string)l!)) : (string)code["source"]!));
    foreach (var failed in result.Events.OfType<CommandFailed>()) Write(Line("error", new JsonObject { ["text/plain"] = failed.Message }));
}

void Write(JsonObject line)
{
    lock (output) output.WriteLine(line.ToJsonString(relaxed));
}

void Stop()
{
    // As a front end does it: not as something that the running cell asks for.
    using (ExecutionContext.SuppressFlow())
        _ = Task.Run(() => kernel.SendAsync(new Cancel()));
}

JsonObject Line(string kind, JsonObject data, string? display = null) => new() { ["cell"] = cell, ["kind"] = kind, ["display"] = display, ["data"] = data };

static JsonObject Data(DisplayEvent shown) => new(shown.FormattedValues.Select(value => KeyValuePair.Create(value.MimeType, (JsonNode?)value.Value)));
