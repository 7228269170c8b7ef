using System.Text.Json;

namespace Curriculum.Lessons.Questions;

/// <summary>Answers in the data files, as a learner would pass them.</summary>
internal static class JsonAnswer
{
    public static IReadOnlyList<object?> Read(IEnumerable<JsonElement> answer) => [.. answer.Select(Read)];

    private static object? Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => element.TryGetInt32(out var whole) ? whole : element.GetDouble(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => element.EnumerateArray().Select(e => e.GetDouble()).ToArray(),
        _ => throw new JsonException($"An answer is a number, a text, true, false or an array of numbers, not {element.ValueKind}."),
    };
}
