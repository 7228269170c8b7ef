using Curriculum.Data;

namespace Curriculum.Cli.Doctor;

/// <summary>Looks for the public data sets.</summary>
internal static class DataCheck
{
    public static IEnumerable<Finding> Run(CliHost host, DataFolder folder) => DataManifest.Default.Entries.Select(entry => Run(host, entry, folder));

    private static Finding Run(CliHost host, DataEntry entry, DataFolder folder)
    {
        var subject = $"data {entry.Name}";
        return DataSets.State(entry, folder) switch
        {
            DataSetState.Generated => new Finding(subject, FindingState.Fine, "generated"),
            DataSetState.Here => new Finding(subject, FindingState.Fine, Path.GetDirectoryName(folder.Find(entry.Files[0]))!),
            DataSetState.Damaged => new Finding(subject, FindingState.Missing, "a file of it is damaged: its SHA-256 differs", host.Command($"data get {entry.Name}")),
            _ => new Finding(subject, FindingState.Optional, "not here; no lesson needs it", host.Command($"data get {entry.Name}")),
        };
    }
}
