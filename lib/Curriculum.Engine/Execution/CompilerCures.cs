namespace Curriculum.Engine.Execution;

/// <summary>What to do about those compiler errors that are about cells rather than about C#.</summary>
internal static class CompilerCures
{
    public static string? For(string code) => code switch
    {
        "CS0006" => "The path is relative to the notebook's folder. If it is right, the library has not been built yet: dotnet build -c Release",
        "CS0103" or "CS0246" => "If a cell above declares it, run that cell first.",
        "CS0201" => "Only the last expression of a cell, without a semicolon, is shown.",
        "CS1504" => "The path of #load is relative to the notebook's folder.",
        "CS8917" => "Write the types of the parameters, too: (double x, double y) => …",
        "CS8345" => "Cells keep their variables on the heap, where a Span cannot live: use an array, or do it inside a method.",
        _ => null,
    };
}
