using System.Text;

namespace Curriculum.Engine.Documents;

/// <summary>Writes whole files so that no reader and no interruption ever sees half of one.</summary>
public static class AtomicFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes UTF-8 text (no byte order mark) to a temporary file beside the target, flushes it to disk, then renames it over the target.</summary>
    /// <remarks>A rename within one folder is atomic on every supported system; a temporary file elsewhere might lie on another disk.</remarks>
    /// <exception cref="IOException">The text could not be written; the target is as it was, and no temporary file stays behind.</exception>
    public static void WriteText(string path, string text)
    {
        var target = Path.GetFullPath(path);
        var temporary = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                stream.Write(Utf8.GetBytes(text));
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            // After the rename there is nothing to delete.
            File.Delete(temporary);
        }
    }
}
