using System.Buffers.Binary;
using System.Text;

namespace Curriculum.Lessons.Figures;

/// <summary>Writes small pictures as PNG (ISO/IEC 15948): 8 bits a pixel, grey or by a palette.</summary>
/// <remarks>The platform's own compressor may give other bytes on another machine; a stored figure must not change, so the packing is done here.</remarks>
internal static class Png
{
    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Encodes <paramref name="pixels"/>, row by row from the top.</summary>
    /// <param name="width">Pixels a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="pixels">height · width bytes.</param>
    /// <param name="palette">256 colours of three bytes, or null for grey.</param>
    public static byte[] Encode(int width, int height, byte[] pixels, byte[]? palette = null)
    {
        using var file = new MemoryStream();
        file.Write(Signature);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = (byte)(palette is null ? 0 : 3);
        Chunk(file, "IHDR", header);
        if (palette is not null) Chunk(file, "PLTE", palette);

        // Every row begins with the number of its filter; 0 is none.
        var rows = new byte[height * (width + 1)];
        for (var y = 0; y < height; y++) pixels.AsSpan(y * width, width).CopyTo(rows.AsSpan((y * (width + 1)) + 1));
        Chunk(file, "IDAT", Deflate.Zlib(rows, width + 1));
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    private static void Chunk(MemoryStream file, string type, byte[] data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32(body));
        file.Write(number);
    }

    private static uint Crc32(byte[] data)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320u;
        }
        return ~crc;
    }
}
