using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Curriculum.Lessons.Evidence;

/// <summary>Reads the data files of the lessons, which are part of the library. An unknown or missing member is an error, so that a slip of the pen is found by the first test.</summary>
internal static class EmbeddedJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowOutOfOrderMetadataProperties = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>All files whose name ends so, in order of their names.</summary>
    public static IReadOnlyList<T> ReadAll<T>(string ending)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var files = new List<T>();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(ending, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            files.Add(Read<T>(stream));
        }
        return files;
    }

    /// <summary>One file.</summary>
    public static T Read<T>(Stream json) => JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("The file is empty.");
}
