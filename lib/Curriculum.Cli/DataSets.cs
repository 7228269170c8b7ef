using Curriculum.Data;

namespace Curriculum.Cli;

/// <summary>Data sets as a learner names them.</summary>
internal static class DataSets
{
    /// <summary>The data set of that name.</summary>
    /// <exception cref="CliException">There is none; the message lists those that there are.</exception>
    public static DataEntry Find(string name)
    {
        var entries = DataManifest.Default.Entries;
        return entries.FirstOrDefault(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw CliException.Usage($"There is no data set '{name}'. There are: {string.Join(", ", entries.Select(entry => entry.Name))}.");
    }

    /// <summary>What <paramref name="folder"/> has of a data set; every file is checked by its hash.</summary>
    public static DataSetState State(DataEntry entry, DataFolder folder)
    {
        if (entry.IsGenerated) return DataSetState.Generated;
        var states = entry.Files.Select(folder.State).ToList();
        return states.Contains(DataFileState.Damaged) ? DataSetState.Damaged
            : states.TrueForAll(state => state == DataFileState.Present) ? DataSetState.Here
            : DataSetState.Absent;
    }
}
