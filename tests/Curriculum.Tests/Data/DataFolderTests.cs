using System.Security.Cryptography;
using Curriculum.Data;
using Curriculum.Tests.Shared;

namespace Curriculum.Tests.Data;

public sealed class DataFolderTests : IDisposable
{
    private static readonly byte[] Bytes = [1, 2, 3, 4, 5];
    private static readonly DataFile Five = new("set/five", 5, Convert.ToHexStringLower(SHA256.HashData(Bytes)), [new Uri("https://example.org/five")]);
    private static readonly DataEntry Entry = new("set", "a set", "none", "a test", [Five]);

    private readonly TemporaryFolder _first = new();
    private readonly TemporaryFolder _second = new();

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
    }

    private DataFolder Folder => new([_first.Path], _second.Path);

    [Fact]
    public void The_named_folder_comes_before_the_cache()
    {
        _second.Write("set/five", Bytes);
        Assert.Equal(_second["set/five"], Folder.Require(Entry, Five));
        _first.Write("set/five", Bytes);
        Assert.Equal(_first["set/five"], Folder.Require(Entry, Five));
        Assert.Equal(DataFileState.Present, Folder.State(Five));
    }

    [Fact]
    public void A_right_copy_in_the_cache_stands_in_for_a_damaged_one_in_the_named_folder()
    {
        _first.Write("set/five", [1, 2, 3]);
        Assert.Equal(DataFileState.Damaged, Folder.State(Five));
        _second.Write("set/five", Bytes);
        Assert.Equal(_second["set/five"], Folder.Find(Five));
    }

    [Fact]
    public void A_missing_file_is_refused_with_the_places_and_the_cure()
    {
        Assert.Equal(DataFileState.Missing, Folder.State(Five));
        Assert.Null(Folder.Find(Five));
        var error = Assert.Throws<DataFileException>(() => Folder.Require(Entry, Five));
        Assert.Contains("set/five is not here", error.Message);
        Assert.Contains(_first["set/five"], error.Message);
        Assert.Contains(_second["set/five"], error.Message);
        Assert.Contains("data get set", error.Message);
        Assert.Contains("$CURRICULUM_DATA", error.Message);
    }

    [Theory]
    [InlineData(new byte[] { 1, 2, 3 })]
    [InlineData(new byte[] { 1, 2, 3, 4, 6 })]
    public void A_truncated_or_wrong_file_is_refused_with_both_hashes_and_the_cure(byte[] bytes)
    {
        var path = _first.Write("set/five", bytes);
        var error = Assert.Throws<DataFileException>(() => Folder.Require(Entry, Five));
        Assert.Contains($"{path} is not the file it should be", error.Message);
        Assert.Contains($"expected 5 bytes, SHA-256 {Five.Sha256}", error.Message);
        Assert.Contains($"got      {bytes.Length} bytes, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(bytes))}", error.Message);
        Assert.Contains("Get the right one with:", error.Message);
        Assert.Contains("data get set", error.Message);
    }

    [Fact]
    public void The_default_cache_is_the_repositorys()
    {
        var folder = DataFolder.Default;
        Assert.EndsWith(Path.Combine("data", "cache"), folder.Cache);
        Assert.True(File.Exists(Path.Combine(folder.Cache!, "..", "..", "Curriculum.sln")));
        Assert.Equal(folder.Cache, folder.Roots[^1]);
        if (Environment.GetEnvironmentVariable(DataFolder.Variable) is { Length: > 0 } named)
            Assert.Equal(Path.GetFullPath(named), folder.Roots[0]);
    }
}
