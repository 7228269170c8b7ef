using System.Text.Json;

namespace Curriculum.Cli.Course;

/// <summary>What a lesson says of itself: the <c>curriculum</c> entry of its notebook's metadata.</summary>
/// <param name="Day">1 to 4.</param>
/// <param name="Section">Counted from 1 within the Day.</param>
/// <param name="English">The title in English.</param>
/// <param name="Japanese">The title in Japanese.</param>
/// <param name="Minutes">How long reading and running takes.</param>
internal sealed record LessonMetadata(int Day, int Section, string English, string Japanese, int Minutes)
{
    /// <summary>Reads the entry without building the cells, whose outputs are most of the file.</summary>
    /// <exception cref="JsonException">The file is not JSON; the exception has the line.</exception>
    /// <exception cref="InvalidDataException">The entry, or a part of it, is missing.</exception>
    public static LessonMetadata Read(string path)
    {
        var reader = new Utf8JsonReader(WithoutByteOrderMark(File.ReadAllBytes(path)));
        LessonMetadata? found = null;
        Expect(ref reader, JsonTokenType.StartObject);
        // To the end of the file, though the entry was found: a truncated lesson is an unreadable lesson.
        while (reader.Read())
        {
            if (reader.CurrentDepth != 1 || reader.TokenType != JsonTokenType.PropertyName) continue;
            var isMetadata = reader.ValueTextEquals("metadata");
            reader.Read();
            if (!isMetadata)
            {
                reader.Skip();
                continue;
            }
            using var metadata = JsonDocument.ParseValue(ref reader);
            found = Parse(metadata.RootElement);
        }
        return found ?? throw new InvalidDataException("The notebook has no metadata.");
    }

    private static ReadOnlySpan<byte> WithoutByteOrderMark(byte[] bytes) =>
        bytes.AsSpan().StartsWith(new byte[] { 0xEF, 0xBB, 0xBF }) ? bytes.AsSpan(3) : bytes;

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        reader.Read();
        if (reader.TokenType != type) throw new InvalidDataException("A notebook is a JSON object.");
    }

    private static LessonMetadata Parse(JsonElement metadata)
    {
        const string Example = """"curriculum": {"day": 2, "section": 1, "title": {"en": "…", "ja": "…"}, "minutes": 40}"""";
        try
        {
            var entry = metadata.GetProperty("curriculum");
            var title = entry.GetProperty("title");
            return new LessonMetadata(
                entry.GetProperty("day").GetInt32(),
                entry.GetProperty("section").GetInt32(),
                Words(title.GetProperty("en")),
                Words(title.GetProperty("ja")),
                entry.GetProperty("minutes").GetInt32());
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"The notebook's metadata needs {Example}.", e);
        }
    }

    private static string Words(JsonElement title) =>
        title.GetString() is { } words && !string.IsNullOrWhiteSpace(words) ? words : throw new FormatException("A title is empty.");
}
