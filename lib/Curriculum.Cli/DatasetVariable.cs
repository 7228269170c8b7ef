using Curriculum.Data;

namespace Curriculum.Cli;

/// <summary>The environment variable by which a lesson learns which data set it is to use.</summary>
internal static class DatasetVariable
{
    /// <summary>Unset: the data set that the library makes. Stored outputs belong to it, whatever the learner's environment says.</summary>
    public static IReadOnlyDictionary<string, string?> Embedded { get; } = new Dictionary<string, string?> { [ImageData.Variable] = null };

    /// <summary>Set to a data set, after making sure that its files are here and right; null leaves the learner's environment as it is.</summary>
    /// <exception cref="CliException">There is no such data set for lessons.</exception>
    /// <exception cref="DataFileException">A file is missing or damaged; the message has the command that gets it.</exception>
    public static IReadOnlyDictionary<string, string?> For(string? dataset)
    {
        if (dataset is null) return new Dictionary<string, string?>();
        if (!ImageData.Names.Contains(dataset)) throw CliException.Usage($"--dataset must be one of {string.Join(", ", ImageData.Names)}, got '{dataset}'.");
        var entry = DataSets.Find(dataset);
        foreach (var file in entry.Files) DataFolder.Default.Require(entry, file);
        return new Dictionary<string, string?> { [ImageData.Variable] = dataset };
    }
}
