using System.Runtime.InteropServices;
using System.Text;
using Curriculum.Cli;

// Titles are in two languages; a byte order mark would be the first thing a pipe reads.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

using var cancel = new CancellationTokenSource();
// The first Ctrl-C ends the work in order, the second ends the process.
void Stop(PosixSignalContext context)
{
    if (cancel.IsCancellationRequested) return;
    context.Cancel = true;
    cancel.Cancel();
}
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

var code = await CurriculumCommand.InvokeAsync(args, CliHost.OfProcess(), cancel.Token);
// Not by returning: that would wait for every foreground thread that a cell has started.
Environment.Exit(code);
