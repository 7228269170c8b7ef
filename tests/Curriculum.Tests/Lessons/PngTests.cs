using System.Buffers.Binary;
using System.IO.Compression;
using Curriculum.Lessons.Figures;

namespace Curriculum.Tests.Lessons;

public class PngTests
{
    public static TheoryData<int, int, int> Sizes => new() { { 1, 1, 0 }, { 28, 28, 1 }, { 3, 300, 2 }, { 700, 5, 3 }, { 40_000, 2, 4 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_platforms_own_unpacker_gives_the_pixels_back(int width, int height, int kind)
    {
        var random = new Random(kind);
        var pixels = new byte[width * height];
        // Runs, repeats of the row above and noise, so that every kind of match and literal occurs.
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = kind switch { 0 => 200, 1 => (byte)(random.Next(4) == 0 ? random.Next(256) : 0), 2 => (byte)(i % width * 80), 3 => (byte)random.Next(256), _ => (byte)(i / 37) };

        var png = Png.Encode(width, height, pixels);
        Assert.Equal(width, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
        Assert.Equal(height, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
        var data = Chunk(png, "IDAT");
        using var unpacked = new MemoryStream();
        using (var zlib = new ZLibStream(new MemoryStream(data), CompressionMode.Decompress)) zlib.CopyTo(unpacked);
        var rows = unpacked.ToArray();
        Assert.Equal(height * (width + 1), rows.Length);
        for (var y = 0; y < height; y++)
        {
            Assert.Equal(0, rows[y * (width + 1)]);
            Assert.True(rows.AsSpan((y * (width + 1)) + 1, width).SequenceEqual(pixels.AsSpan(y * width, width)));
        }
    }

    [Fact]
    public void A_picture_of_mostly_background_packs_well() => Assert.True(Png.Encode(280, 280, new byte[280 * 280]).Length < 1000);

    [Fact]
    public void The_checksum_is_the_one_every_png_ends_with() =>
        // The IEND chunk is the same in every PNG file (ISO/IEC 15948): length 0, type, CRC AE 42 60 82.
        Assert.Equal("00000000" + "49454E44" + "AE426082", Convert.ToHexString(Png.Encode(1, 1, [0])[^12..]));

    private static byte[] Chunk(byte[] png, string type)
    {
        for (var at = 8; ;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            if (System.Text.Encoding.ASCII.GetString(png, at + 4, 4) == type) return png[(at + 8)..(at + 8 + length)];
            at += 12 + length;
        }
    }
}
