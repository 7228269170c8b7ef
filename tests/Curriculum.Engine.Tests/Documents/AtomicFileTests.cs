using Curriculum.Engine.Documents;

namespace Curriculum.Engine.Tests.Documents;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("atomic").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_reader_sees_the_old_text_or_the_new_one_and_never_a_part()
    {
        var path = Path.Combine(_folder, "a.txt");
        string[] texts = [new string('a', 300_000), new string('b', 200_000)];
        AtomicFile.WriteText(path, texts[0]);

        var writing = Task.Run(() =>
        {
            for (var i = 0; i < 50; i++)
                AtomicFile.WriteText(path, texts[i % 2]);
        });
        var reads = 0;
        while (!writing.IsCompleted || reads == 0)
        {
            Assert.Contains(await File.ReadAllTextAsync(path), texts);
            reads++;
        }
        await writing;
    }

    [Fact]
    public void A_write_that_fails_leaves_the_target_and_no_temporary_file()
    {
        // The target is a folder: the text can be written beside it, but not renamed over it.
        var path = Directory.CreateDirectory(Path.Combine(_folder, "taken")).FullName;

        Assert.ThrowsAny<Exception>(() => AtomicFile.WriteText(path, "text"));

        Assert.Equal([path], Directory.GetFileSystemEntries(_folder));
    }
}
