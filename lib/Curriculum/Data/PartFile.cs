namespace Curriculum.Data;

/// <summary>The <c>.part</c> file of a download: locked while open, kept for the next time unless it is empty, renamed only when complete.</summary>
internal sealed class PartFile : IDisposable
{
    private readonly FileStream _stream;
    private readonly string _destination;

    private PartFile(DataFile file, string destination, FileStream stream)
    {
        File = file;
        _destination = destination;
        _stream = stream;
        _stream.Seek(0, SeekOrigin.End);
    }

    public DataFile File { get; }

    public long Length => _stream.Length;

    /// <exception cref="DataFileException">The file cannot be created, or another download has it.</exception>
    public static PartFile Open(DataEntry entry, DataFile file, string destination)
    {
        string path = destination + ".part";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(destination)!);
            // Unbuffered: what has arrived is on disk at any moment, also if the process is killed.
            return new PartFile(file, destination, new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DataFileException.NotWritable(entry, path, e);
        }
    }

    public void Append(ReadOnlySpan<byte> bytes) => _stream.Write(bytes);

    public void Clear() => _stream.SetLength(0);

    public bool IsRight()
    {
        _stream.Position = 0;
        return DataFolder.IsRight(File, _stream);
    }

    /// <summary>Gives the bytes their final name, which it returns.</summary>
    public string Complete()
    {
        _stream.Dispose();
        System.IO.File.Move(_stream.Name, _destination, overwrite: true);
        return _destination;
    }

    public void Dispose()
    {
        if (!_stream.CanWrite)
            return;
        bool empty = Length == 0;
        _stream.Dispose();
        if (empty)
            System.IO.File.Delete(_stream.Name);
    }
}
