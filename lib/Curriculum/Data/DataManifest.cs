using System.Text.Json;
using System.Text.Json.Serialization;

namespace Curriculum.Data;

/// <summary>The list of data sets that the course knows: <c>data/manifest.json</c>, which the library carries inside.</summary>
public sealed class DataManifest
{
    private static readonly Lazy<DataManifest> Embedded = new(ReadEmbedded);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private DataManifest(IReadOnlyList<DataEntry> entries) => Entries = entries;

    /// <summary>The course's own manifest.</summary>
    public static DataManifest Default => Embedded.Value;

    /// <summary>Every data set, in the manifest's order.</summary>
    public IReadOnlyList<DataEntry> Entries { get; }

    /// <summary>The data set of that name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists those that there are.</exception>
    public DataEntry this[string name] => Entries.FirstOrDefault(e => e.Name == name)
        ?? throw new ArgumentException($"Data: name must be one of {string.Join(", ", Entries.Select(e => e.Name))}, got '{name}'.", nameof(name));

    /// <summary>Reads a manifest: <c>{ "sets": [{ name, description, licence, origin, files }], "files": [{ path, bytes, sha256, addresses }] }</c>.</summary>
    /// <exception cref="FormatException">The text is not a manifest; the message says which entry is wrong and how.</exception>
    public static DataManifest Parse(string json)
    {
        try
        {
            var document = JsonSerializer.Deserialize<Document>(json, Json) ?? throw new FormatException("Data manifest: expected an object, got null.");
            var files = document.Files.ToDictionary(f => f.Path, Checked);
            return new DataManifest([.. document.Sets.Select(s => new DataEntry(s.Name, s.Description, s.Licence, s.Origin,
                [.. s.Files.Select(path => files.TryGetValue(path, out var file) ? file
                    : throw new FormatException($"Data manifest: set '{s.Name}' names '{path}', which is not under \"files\"."))]))]);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new FormatException($"Data manifest: {e.Message}", e);
        }
    }

    private static DataFile Checked(DataFile file)
    {
        // A path that leads out of the data folder would let a manifest overwrite anything.
        if (file.Path.Split('/').Any(part => part is "" or "." or "..") || file.Path.AsSpan().ContainsAny('\\', ':'))
            throw new FormatException($"Data manifest: path must be relative, with forward slashes, inside the data folder, got '{file.Path}'.");
        if (file.Sha256.Length != 64 || !file.Sha256.All(char.IsAsciiHexDigitLower))
            throw new FormatException($"Data manifest: sha256 of '{file.Path}' must be 64 lower-case hexadecimal digits, got '{file.Sha256}'.");
        if (file.Bytes <= 0)
            throw new FormatException($"Data manifest: bytes of '{file.Path}' must be positive, got {file.Bytes}.");
        if (file.Addresses.Count == 0 || file.Addresses.Any(a => !a.IsAbsoluteUri || (a.Scheme != Uri.UriSchemeHttps && a.Scheme != Uri.UriSchemeHttp)))
            throw new FormatException($"Data manifest: addresses of '{file.Path}' must be one or more absolute http or https addresses.");
        return file;
    }

    private static DataManifest ReadEmbedded()
    {
        using var stream = typeof(DataManifest).Assembly.GetManifestResourceStream("Curriculum.Data.manifest.json")
            ?? throw new InvalidOperationException("Data manifest: Curriculum.dll was built without data/manifest.json.");
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }

    private sealed record Document(IReadOnlyList<SetEntry> Sets, IReadOnlyList<DataFile> Files);

    private sealed record SetEntry(string Name, string Description, string Licence, string Origin, IReadOnlyList<string> Files);
}
