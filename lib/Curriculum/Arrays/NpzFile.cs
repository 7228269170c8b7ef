using System.IO.Compression;
using Curriculum.Arrays.Files;

namespace Curriculum.Arrays;

/// <summary>NumPy's .npz files: several named arrays in one archive, as np.savez writes and np.load reads.</summary>
public static class NpzFile
{
    /// <summary>All arrays of a file by their names.</summary>
    /// <exception cref="InvalidDataException">The file is no archive, or an entry is no array.</exception>
    public static IReadOnlyDictionary<string, NdArray> Load(string path)
    {
        using var stream = File.OpenRead(path);
        using var archive = Open(stream, path);
        var arrays = new Dictionary<string, NdArray>();
        foreach (var entry in archive.Entries)
        {
            using var content = entry.Open();
            string name = entry.FullName.EndsWith(".npy", StringComparison.Ordinal) ? entry.FullName[..^4] : entry.FullName;
            arrays[name] = NpyFormat.Read(content, $"{path}, {entry.FullName}");
        }

        return arrays;
    }

    /// <summary>Writes arrays under their names; an existing file is replaced.</summary>
    public static void Save(string path, params (string Name, NdArray Array)[] arrays) => Save(path, CompressionLevel.NoCompression, arrays);

    /// <summary>Writes arrays under their names, compressed as asked for; an existing file is replaced.</summary>
    /// <exception cref="ArgumentException">A name occurs twice.</exception>
    public static void Save(string path, CompressionLevel compression, params (string Name, NdArray Array)[] arrays)
    {
        ArgumentNullException.ThrowIfNull(arrays);
        if (arrays.GroupBy(entry => entry.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"NpzFile: every array must have a name of its own, got \"{twice.Key}\" twice.", nameof(arrays));
        using var stream = File.Create(path);
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create);
        foreach (var (name, array) in arrays)
        {
            var entry = archive.CreateEntry(name + ".npy", compression);

            // The same arrays give the same file: no clock in it.
            entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using var content = entry.Open();
            NpyFormat.Write(content, array);
        }
    }

    private static ZipArchive Open(Stream stream, string path)
    {
        try
        {
            return new ZipArchive(stream, ZipArchiveMode.Read);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{path}: a .npz file must be a zip archive of .npy files. It is another kind of file, or was not copied completely.", e);
        }
    }
}
