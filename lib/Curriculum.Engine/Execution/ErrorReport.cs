using System.Diagnostics;
using Curriculum.Engine.Documents;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Curriculum.Engine.Execution;

/// <summary>Turns compiler errors and exceptions into what a learner reads: the message, and the lines of her own cells that led to it.</summary>
internal static class ErrorReport
{
    private const int MaxFrames = 10;

    /// <summary>A report of compiler errors, each with its line of the cell and a caret under the place.</summary>
    public static ErrorOutput OfCompilation(string source, IReadOnlyList<CellDiagnostic> errors)
    {
        var lines = source.Split('\n');
        var report = new List<string>();
        foreach (var error in errors)
        {
            report.Add(error.ToString());
            if (error.Line > lines.Length)
                continue;
            var line = lines[error.Line - 1];
            report.Add("    " + line);
            report.Add("    " + new string([.. line.Take(error.Column - 1).Select(c => c == '\t' ? '\t' : ' ')]) + "^");
        }
        return new ErrorOutput("CompilationError", errors[0].ToString(), report);
    }

    /// <summary>A report of an exception: its message, then those frames of the stack that lie in cells, then its causes.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="cell">The name of the cell that ran.</param>
    /// <param name="sources">The source of every cell so far, by the path under which it was compiled.</param>
    public static ErrorOutput OfException(Exception exception, string cell, IReadOnlyDictionary<string, (string Cell, string Source)> sources)
    {
        var report = new List<string>();
        for (var at = exception; at is not null; at = at.InnerException)
        {
            var prefix = report.Count == 0 ? "" : "caused by ";
            report.AddRange($"{prefix}{at.GetType().Name}: {at.Message}".Split('\n').Select(line => line.TrimEnd('\r')));
            var frames = Frames(at, cell, sources);
            report.AddRange(frames.Count == 0 && at is IndexOutOfRangeException ? LinesWithAnIndex(cell, sources) : frames);
        }
        return new ErrorOutput(exception.GetType().Name, exception.Message, report);
    }

    private static List<string> Frames(Exception exception, string cell, IReadOnlyDictionary<string, (string Cell, string Source)> sources)
    {
        var frames = new StackTrace(exception, fNeedFileInfo: true).GetFrames()
            .Where(frame => frame.GetFileName() is { } file && sources.ContainsKey(file))
            .Select(frame => Describe(frame, cell, sources[frame.GetFileName()!]))
            .ToList();
        return frames.Count <= MaxFrames ? frames : [.. frames.Take(MaxFrames), $"  … and {frames.Count - MaxFrames} calls more"];
    }

    /// <summary>The lines of the running cell that index something.</summary>
    /// <remarks>Optimised code checks all bounds of a method by one shared jump, and the stack of the exception does not tell from where it came.</remarks>
    private static IEnumerable<string> LinesWithAnIndex(string cell, IReadOnlyDictionary<string, (string Cell, string Source)> sources)
    {
        string source = sources.Values.LastOrDefault(compiled => compiled.Cell == cell).Source ?? "";
        var tree = CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.CSharp14, kind: Microsoft.CodeAnalysis.SourceCodeKind.Script));
        var numbers = tree.GetRoot().DescendantNodes().OfType<ElementAccessExpressionSyntax>().Select(access => access.GetLocation().GetLineSpan().StartLinePosition.Line).Distinct().ToList();
        string one = numbers.Count == 1 ? "" : "perhaps ";
        return numbers.Take(MaxFrames).Select(number => $"  {one}at line {number + 1} of this cell:  {source.Split('\n')[number].Trim()}");
    }

    private static string Describe(StackFrame frame, string cell, (string Cell, string Source) compiled)
    {
        var number = frame.GetFileLineNumber();
        var line = compiled.Source.Split('\n').ElementAtOrDefault(number - 1)?.Trim() ?? "";
        var place = compiled.Cell == cell ? "this cell" : $"cell {compiled.Cell}";
        // The compiler's own names (<<Initialize>>d__0.MoveNext, lambdas) say nothing.
        var method = frame.GetMethod()?.Name;
        var name = method is null or "MoveNext" || method.Contains('<') ? "" : $", in {method}";
        return $"  at line {number} of {place}{name}:  {line}";
    }
}
