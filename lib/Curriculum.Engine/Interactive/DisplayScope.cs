using Curriculum.Engine.Documents;
using Curriculum.Engine.Execution;

namespace Microsoft.DotNet.Interactive;

/// <summary>What the display helpers share.</summary>
internal static class DisplayScope
{
    /// <summary>The running cell.</summary>
    /// <exception cref="InvalidOperationException">No cell is running.</exception>
    public static ExecutionScope Needed(string operation) =>
        ExecutionScope.Current ?? throw new InvalidOperationException(
            $"{operation}: there is no running cell to show this in. Call it from a cell, not from a thread that outlived an interrupted one.");

    /// <summary>Text that is already in the representation that it is shown in.</summary>
    public static MimeBundle Raw(string text, IEnumerable<string> mimeTypes) => new(mimeTypes.Select(mimeType => KeyValuePair.Create(mimeType, text)));
}
