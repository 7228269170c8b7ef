using System.Security.Cryptography;

namespace Curriculum.Data;

/// <summary>Where public data lies on this machine: first <c>$CURRICULUM_DATA</c>, then <c>data/cache</c> of the repository.</summary>
/// <remarks>A file is used only when its SHA-256 is right; so a truncated or foreign copy never reaches an experiment.</remarks>
public sealed class DataFolder
{
    /// <summary>The environment variable that names a folder which already has data sets, each in a folder of its own.</summary>
    public const string Variable = "CURRICULUM_DATA";

    /// <summary>A data folder that looks in <paramref name="roots"/>, in order, and downloads to <paramref name="cache"/>.</summary>
    public DataFolder(IEnumerable<string> roots, string? cache)
    {
        Roots = [.. roots.Append(cache).OfType<string>().Select(Path.GetFullPath).Distinct()];
        Cache = cache is null ? null : Path.GetFullPath(cache);
    }

    /// <summary>The folder that the environment describes at this moment.</summary>
    public static DataFolder Default
    {
        get
        {
            string? named = Environment.GetEnvironmentVariable(Variable);
            string[] roots = string.IsNullOrWhiteSpace(named) ? [] : [named];
            string? repository = Repository();
            return new DataFolder(roots, repository is null ? roots.FirstOrDefault() : Path.Combine(repository, "data", "cache"));
        }
    }

    /// <summary>The folders in which files are looked for, the first one first.</summary>
    public IReadOnlyList<string> Roots { get; }

    /// <summary>The folder to which files are downloaded; null when there is none.</summary>
    public string? Cache { get; }

    /// <summary>What this folder has of a file. Reads the whole file to check it.</summary>
    public DataFileState State(DataFile file) => Locate(file) switch
    {
        { Right: not null } => DataFileState.Present,
        { Wrong: not null } => DataFileState.Damaged,
        _ => DataFileState.Missing,
    };

    /// <summary>The path of a right copy of the file, or null when there is none.</summary>
    public string? Find(DataFile file) => Locate(file).Right;

    /// <summary>The path of a right copy of a file of the data set <paramref name="entry"/>.</summary>
    /// <exception cref="DataFileException">No copy is there, or its bytes are wrong; the message names the cure.</exception>
    public string Require(DataEntry entry, DataFile file)
    {
        var (right, wrong) = Locate(file);
        if (right is not null)
            return right;
        if (wrong is null)
            throw DataFileException.Missing(entry, file, Roots.Select(root => PathIn(root, file)));
        using var stream = File.OpenRead(wrong);
        throw DataFileException.Damaged(entry, file, wrong, stream.Length, Hash(stream));
    }

    internal static string PathIn(string root, DataFile file) => Path.Combine(root, Path.Combine(file.Path.Split('/')));

    internal static bool IsRight(DataFile file, Stream stream) => stream.Length == file.Bytes && Hash(stream) == file.Sha256;

    private static string Hash(Stream stream) => Convert.ToHexStringLower(SHA256.HashData(stream));

    // A right copy further down wins over a wrong one further up.
    private (string? Right, string? Wrong) Locate(DataFile file)
    {
        string? wrong = null;
        foreach (string path in Roots.Select(root => PathIn(root, file)).Where(File.Exists))
        {
            using var stream = File.OpenRead(path);
            if (IsRight(file, stream))
                return (path, null);
            wrong ??= path;
        }
        return (null, wrong);
    }

    // From the library's own place (lib/Curriculum/bin/Release) first: a notebook's current folder may be anywhere.
    private static string? Repository() => new[] { Path.GetDirectoryName(typeof(DataFolder).Assembly.Location), AppContext.BaseDirectory, Environment.CurrentDirectory }
        .Where(start => !string.IsNullOrEmpty(start))
        .SelectMany(start => Ancestors(new DirectoryInfo(start!)))
        .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "Curriculum.sln")));

    private static IEnumerable<string> Ancestors(DirectoryInfo? folder)
    {
        for (; folder is not null; folder = folder.Parent)
            yield return folder.FullName;
    }
}
