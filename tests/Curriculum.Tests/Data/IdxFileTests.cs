using System.IO.Compression;
using Curriculum.Arrays;
using Curriculum.Data;
using Curriculum.Tests.Shared;

namespace Curriculum.Tests.Data;

public sealed class IdxFileTests : IDisposable
{
    // By hand from the format's description: type 8, two axes, 2 × 3.
    private static readonly byte[] TwoByThree = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 10, 20, 30, 40, 50, 60];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<byte[], string> Wrong => new()
    {
        { [], "got an empty file" },
        { [0, 0, 8], "begins with two zero bytes, a type and a number of axes, got 000008" },
        { "<html>"u8.ToArray(), "got 3c68746d" },
        { [0, 0, 13, 1, 0, 0, 0, 1, 0, 0, 0, 0], "expected elements of type 0x08 (unsigned byte), got 0x0d" },
        { TwoByThree[..10], "expected a header of 12 bytes for 2 axes, got 10 bytes" },
        { TwoByThree[..^1], "expected 6 elements for shape [2, 3], got 5. The file is truncated" },
        { [.. TwoByThree, 70], "expected 6 elements for shape [2, 3], got 7" },
        { [0, 0, 8, 1, 255, 255, 255, 255], "got axes of -1" },
        { [0, 0, 8, 3, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 2], "expected at most 2147483647 elements, got axes of 65536 × 65536" },
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_is_read_plain_or_compressed(bool zipped)
    {
        var idx = IdxFile.Read(_folder.Write("file", zipped ? Zip(TwoByThree) : TwoByThree));
        Assert.Equal(Shape.Create([2, 3]), idx.Shape);
        Assert.Equal([10, 20, 30, 40, 50, 60], idx.Values);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_faulty_file_is_refused_with_its_path_and_fault(byte[] bytes, string message)
    {
        string path = _folder.Write("file", bytes);
        var error = Assert.Throws<InvalidDataException>(() => IdxFile.Read(path));
        Assert.StartsWith($"IDX: {path}: ", error.Message);
        Assert.Contains(message, error.Message);
    }

    [Fact]
    public void A_compressed_file_that_was_cut_or_changed_is_refused()
    {
        byte[] zipped = Zip([0, 0, 8, 1, 0, 0, 16, 0, .. Enumerable.Range(0, 4096).Select(i => (byte)(i * i >> 3))]);
        Assert.Throws<InvalidDataException>(() => IdxFile.Read(_folder.Write("cut", zipped[..(zipped.Length / 2)])));
        zipped[zipped.Length / 2] ^= 255;
        Assert.Throws<InvalidDataException>(() => IdxFile.Read(_folder.Write("changed", zipped)));
    }

    private static byte[] Zip(byte[] bytes)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return zipped.ToArray();
    }
}
