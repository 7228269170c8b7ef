namespace Curriculum.Tests.Shared;

/// <summary>A folder of its own for a test, gone afterwards, whether the test passes or not.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("curriculum-test-").FullName;

    /// <summary>The full path of a file or folder in it, named with forward slashes.</summary>
    public string this[string name] => System.IO.Path.Combine([Path, .. name.Split('/')]);

    /// <summary>The files in it, relative, with forward slashes, sorted.</summary>
    public string[] Files => [.. Directory.GetFiles(Path, "*", SearchOption.AllDirectories)
        .Select(f => System.IO.Path.GetRelativePath(Path, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    /// <summary>Makes a folder in it and returns its path.</summary>
    public string Create(string name) => Directory.CreateDirectory(this[name]).FullName;

    /// <summary>Writes a file, in a folder that is made where it is not there yet, and returns its path.</summary>
    public string Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        File.WriteAllBytes(this[name], bytes);
        return this[name];
    }

    /// <summary>Writes a text, as <see cref="Write(string, byte[])"/> does.</summary>
    public string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
