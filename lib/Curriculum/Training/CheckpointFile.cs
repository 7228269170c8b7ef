using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Curriculum.Arrays;
using Curriculum.Arrays.Files;

namespace Curriculum.Training;

/// <summary>The file of a checkpoint: an .npz archive that NumPy can open, too, whose first entry is header.json.</summary>
internal static class CheckpointFile
{
    public const string Format = "curriculum-checkpoint";

    private const int Version = 1;
    private const string HeaderName = "header.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Writes to a file beside it first: an interrupted save leaves the old checkpoint as it was.</summary>
    public static void Write(string path, CheckpointHeader header, IReadOnlyList<(string Name, NdArray Array)> arrays)
    {
        string unfinished = path + ".unfinished";
        using (var archive = new ZipArchive(File.Create(unfinished), ZipArchiveMode.Create))
        {
            byte[][] contents = [.. arrays.Select(a => Bytes(a.Array))];
            var hashes = arrays.Zip(contents).ToDictionary(pair => pair.First.Name, pair => Convert.ToHexStringLower(SHA256.HashData(pair.Second)));
            Add(archive, HeaderName, JsonSerializer.SerializeToUtf8Bytes(header with { Format = Format, Version = Version, Arrays = hashes }, Json));
            foreach (var ((name, _), content) in arrays.Zip(contents))
                Add(archive, name + ".npy", content);
        }

        File.Move(unfinished, path, overwrite: true);
    }

    /// <exception cref="CheckpointException">The file is no checkpoint, or is damaged.</exception>
    public static (CheckpointHeader Header, IReadOnlyDictionary<string, NdArray> Arrays) Read(string path)
    {
        try
        {
            using var archive = new ZipArchive(File.OpenRead(path), ZipArchiveMode.Read);
            var header = archive.GetEntry(HeaderName) is { } entry ? JsonSerializer.Deserialize<CheckpointHeader>(Content(entry), Json) : null;
            if (header is not { Format: Format })
                throw new CheckpointException($"{path}: not a checkpoint (there is no {HeaderName} of one). An .npz file of arrays alone is read by NpzFile.Load.");
            // Another program's file may call itself one and have no list of arrays.
            if (header.Arrays is null)
                throw new CheckpointException($"{path}: not a checkpoint (its {HeaderName} lists no arrays). Use an earlier checkpoint.");
            if (header.Version != Version)
                throw new CheckpointException($"{path}: a checkpoint of version {header.Version}, this library reads version {Version}. Save it again with the library that wrote it.");
            return (header, header.Arrays.ToDictionary(a => a.Key, a => ReadArray(archive, path, a.Key, a.Value)));
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or EndOfStreamException)
        {
            throw new CheckpointException($"{path}: not a checkpoint, or one that was not written to its end ({e.Message}) Use an earlier checkpoint.", e);
        }
    }

    private static NdArray ReadArray(ZipArchive archive, string path, string name, string hash)
    {
        var entry = archive.GetEntry(name + ".npy") ?? throw new CheckpointException($"{path}: the array {name} that the header names is missing. Use an earlier checkpoint.");
        byte[] content = Content(entry);
        if (Convert.ToHexStringLower(SHA256.HashData(content)) != hash)
            throw new CheckpointException($"{path}: the array {name} is not the one that was saved (its SHA-256 differs). The file is damaged; use an earlier checkpoint.");
        return NpyFormat.Read(new MemoryStream(content), $"{path}, {name}");
    }

    private static byte[] Bytes(NdArray array)
    {
        using var stream = new MemoryStream();
        NpyFormat.Write(stream, array);
        return stream.ToArray();
    }

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static void Add(ZipArchive archive, string name, byte[] content)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
        // The same run gives the same file: no clock in it.
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var stream = entry.Open();
        stream.Write(content);
    }
}
