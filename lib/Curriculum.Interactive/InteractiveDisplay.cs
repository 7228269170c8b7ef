using Curriculum.Display;
using Microsoft.DotNet.Interactive;

namespace Curriculum.Interactive;

/// <summary>Text below a cell of .NET Interactive. Who changes it after the learner has pressed Stop is ended by <see cref="OperationCanceledException"/>.</summary>
/// <remarks>.NET Interactive itself only gives a stopped cell up: it runs on unseen, and no other cell runs before it has ended. A training run with a progress bar comes here ten times a second.</remarks>
internal sealed class InteractiveDisplay : ILiveDisplay
{
    /// <inheritdoc/>
    public Action<string> Show(string text)
    {
        var cell = KernelInvocationContext.Current;
        var stop = cell.CancellationToken;
        stop.ThrowIfCancellationRequested();
        // Not text.Display(…): the value that this one returns updates nothing.
        var shown = KernelInvocationContextExtensions.Display(cell, text, "text/plain");
        return changed =>
        {
            stop.ThrowIfCancellationRequested();
            shown.Update(changed);
        };
    }
}
