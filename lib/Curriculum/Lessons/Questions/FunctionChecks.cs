namespace Curriculum.Lessons.Questions;

/// <summary>The code behind the questions of kind "function", one table a day.</summary>
internal static class FunctionChecks
{
    private static readonly Dictionary<string, FunctionCheck> ById = new(new[] { Day1Functions.Checks, Day2Functions.Checks, Day3Functions.Checks }.SelectMany(c => c), StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyDictionary<string, FunctionCheck> All => ById;

    /// <summary>The check of a question; every question of the kind has one, which a test proves.</summary>
    public static FunctionCheck For(string id) => ById[id];
}
