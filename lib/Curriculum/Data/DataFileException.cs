namespace Curriculum.Data;

/// <summary>A data file is missing, damaged or out of reach; the message says which, where it was looked for, and the cure.</summary>
public sealed class DataFileException : IOException
{
    /// <summary>An error without a message.</summary>
    public DataFileException()
    {
    }

    /// <summary>An error with its message.</summary>
    public DataFileException(string message)
        : base(message)
    {
    }

    /// <summary>An error with its message and its cause.</summary>
    public DataFileException(string message, Exception? cause)
        : base(message, cause)
    {
    }

    internal static DataFileException Missing(DataEntry entry, DataFile file, IEnumerable<string> roots) => new(
        $"Data set '{entry.Name}': {file.Path} is not here. Looked in:{Lines(roots)}\n" +
        $"Get it with:  {Command(entry)}\n" +
        $"or set ${DataFolder.Variable} to a folder that has {file.Path}.");

    internal static DataFileException Damaged(DataEntry entry, DataFile file, string path, long bytes, string sha256) => new(
        $"Data set '{entry.Name}': {path} is not the file it should be.\n" +
        $"  expected {file.Bytes:N0} bytes, SHA-256 {file.Sha256}\n" +
        $"  got      {bytes:N0} bytes, SHA-256 {sha256}\n" +
        $"It may be truncated or of another origin. Get the right one with:  {Command(entry)}");

    internal static DataFileException Unreachable(DataEntry entry, DataFile file, IEnumerable<string> attempts, string destination, Exception? cause) => new(
        $"Data set '{entry.Name}': {file.Path} ({file.Bytes:N0} bytes) could not be downloaded. Tried:{Lines(attempts)}\n" +
        $"Is this machine offline? Run the command again when it is not: what has arrived is kept, and the download goes on from there.\n" +
        $"Or put the file there by hand:  {destination}\n" +
        $"or set ${DataFolder.Variable} to a folder that has {file.Path}.",
        cause);

    internal static DataFileException NoFolder(DataEntry entry) => new(
        $"Data set '{entry.Name}': there is no folder to download to: neither the repository (a folder with Curriculum.sln) was found, nor is ${DataFolder.Variable} set. " +
        $"Run from inside the repository, or set ${DataFolder.Variable} to a folder of your choice.");

    internal static DataFileException NotWritable(DataEntry entry, string path, Exception cause) => new(
        $"Data set '{entry.Name}': cannot write {path}: {cause.Message} " +
        $"Close whatever else is downloading it, make the folder writable, or set ${DataFolder.Variable} to a folder that has the data.",
        cause);

    private static string Lines(IEnumerable<string> items) => string.Concat(items.DefaultIfEmpty("(nowhere)").Select(item => $"\n  {item}"));

    private static string Command(DataEntry entry) => $"dotnet run -c Release --project lib/Curriculum.Cli -- data get {entry.Name}";
}
