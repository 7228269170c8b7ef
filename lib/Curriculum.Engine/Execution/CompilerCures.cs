using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Curriculum.Engine.Execution;

/// <summary>What to do about those compiler errors that are about cells rather than about C#, and those that come of another language's habits.</summary>
internal static class CompilerCures
{
    private const string Above = "If a cell above declares it or brings it in with using, run that cell first.";

    // Full-width forms stand in the order of ASCII, from the exclamation mark to the tilde.
    private const char FirstFullWidth = '！', LastFullWidth = '～';

    public static string? For(Diagnostic diagnostic) => diagnostic.Id switch
    {
        "CS0006" => "The path is relative to the notebook's folder. If it is right, the library has not been built yet: dotnet build -c Release",
        "CS0103" => OfUnknownName(diagnostic),
        "CS0246" => Above,
        "CS0193" when diagnostic.First() == '*' => "A power is Math.Pow(x, y).",
        "CS0201" => "Only the last expression of a cell, without a semicolon, is shown.",
        "CS1012" => "Text stands in double quotes: \"abc\".",
        "CS1024" => "A comment begins with //.",
        "CS1056" => OfCharacter(diagnostic.First()),
        // Methods of one name in several cells: the newest hides one with the same parameters and result only.
        "CS1503" when diagnostic.GetMessage(CultureInfo.InvariantCulture).Contains("'method group'", StringComparison.Ordinal) =>
            "If a cell above declares a method of this name with other parameters or another result, give this one a name of its own, or restart and leave that cell out.",
        "CS1504" => "The path of #load is relative to the notebook's folder.",
        "CS8917" => "Write the types of the parameters, too: (double x, double y) => …",
        "CS8345" => "Cells keep their variables on the heap, where a Span cannot live: use an array, or do it inside a method.",
        _ => null,
    };

    private static string OfUnknownName(Diagnostic diagnostic) => diagnostic.Text() switch
    {
        "print" => "In C# it is Console.WriteLine(…). The last expression of a cell, without a semicolon, is shown anyway.",
        "len" => "In C# it is a property: Length of an array or a text, Count of a list.",
        "range" => "In C# it is Enumerable.Range(start, count), or a loop: for (int i = 0; i < n; i++).",
        "True" or "False" => "In C# it begins with a small letter: true, false.",
        "None" => "In C# it is null.",
        var name when diagnostic.Node() is { Parent: AssignmentExpressionSyntax assignment } node && assignment.Left == node =>
            $"A new variable is declared: var {name} = … {Above}",
        _ => Above,
    };

    private static string? OfCharacter(char? character)
    {
        var meant = character switch
        {
            '“' or '”' or '„' => '"',
            '‘' or '’' => '\'',
            '−' or '–' => '-',
            '×' => '*',
            '÷' => '/',
            '、' => ',',
            '。' => '.',
            >= FirstFullWidth and <= LastFullWidth and var wide => (char)(wide - FirstFullWidth + '!'),
            _ => (char?)null,
        };
        return meant is null ? null : $"C# has {meant} for it, in half width. 半角の {meant} を入力してください。";
    }
}
