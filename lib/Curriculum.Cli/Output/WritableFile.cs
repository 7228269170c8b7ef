namespace Curriculum.Cli.Output;

/// <summary>A file that a command writes when its work is done. That it can be written is asked before the work begins, which may take an hour.</summary>
internal static class WritableFile
{
    /// <summary>Tries whether a file could be written; nothing of the trial stays.</summary>
    /// <param name="path">Its full path; folders that are not there yet would be created.</param>
    /// <param name="named">Who named it: an option, or what the command writes by itself.</param>
    /// <exception cref="CliException">It could not, with the reason.</exception>
    public static void Require(string path, string named)
    {
        if (Directory.Exists(path)) throw CliException.Usage($"{named} must name a file; {path} is a folder.");
        var folder = Path.GetDirectoryName(path);
        while (folder is not null && !Path.Exists(folder)) folder = Path.GetDirectoryName(folder);
        try
        {
            using var trial = new FileStream(Path.Combine(folder ?? "", $".{Guid.NewGuid():N}.tmp"), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CliException.Usage($"{named}: no file can be written in {folder}. Name one in a folder of your own, or make that one writable.", e);
        }
    }
}
