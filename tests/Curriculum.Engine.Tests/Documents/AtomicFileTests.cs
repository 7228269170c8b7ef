using Curriculum.Engine.Documents;
using Curriculum.Tests.Shared;

namespace Curriculum.Engine.Tests.Documents;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_reader_that_has_the_old_file_open_reads_the_old_text_to_its_end()
    {
        var path = _folder["a.txt"];
        AtomicFile.WriteText(path, "the old text");
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));

        AtomicFile.WriteText(path, "new");

        // A file that is written in place would be cut off, or show the new text, under the reader.
        Assert.Equal("the old text", reader.ReadToEnd());
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_write_that_fails_leaves_the_target_and_no_temporary_file()
    {
        // The target is a folder: the text can be written beside it, but not renamed over it.
        var path = _folder.Create("taken");

        Assert.ThrowsAny<Exception>(() => AtomicFile.WriteText(path, "text"));

        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.Path));
    }
}
