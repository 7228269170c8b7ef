namespace Curriculum.Lessons.Figures;

/// <summary>A small compressor (RFC 1950 and 1951, fixed codes) for pictures: it looks for runs of one byte and for repeats of the row above.</summary>
internal sealed class Deflate
{
    private const int ShortestMatch = 3;
    private const int LongestMatch = 258;
    private static readonly int[] LengthBase = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
    private static readonly int[] LengthBits = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
    private readonly List<byte> _out = [];
    private int _hold;
    private int _held;

    /// <summary>The bytes as a zlib stream.</summary>
    /// <param name="data">What to pack.</param>
    /// <param name="stride">Bytes a row.</param>
    public static byte[] Zlib(byte[] data, int stride)
    {
        var packer = new Deflate();
        packer._out.AddRange([0x78, 0x01]);
        packer.Pack(data, stride);
        var checksum = Adler32(data);
        packer._out.AddRange([(byte)(checksum >> 24), (byte)(checksum >> 16), (byte)(checksum >> 8), (byte)checksum]);
        return [.. packer._out];
    }

    private void Pack(byte[] data, int stride)
    {
        Bits(1, 1); // the last block
        Bits(1, 2); // with the fixed codes
        for (var at = 0; at < data.Length;)
        {
            var (length, distance) = (Repeat(data, at, 1), 1);
            var above = Repeat(data, at, stride);
            if (above > length) (length, distance) = (above, stride);
            if (length < ShortestMatch)
            {
                Literal(data[at++]);
                continue;
            }
            Match(length, distance);
            at += length;
        }
        Literal(256);
        while (_held > 0) Bits(0, 1);
    }

    private static int Repeat(byte[] data, int at, int distance)
    {
        if (distance > at || distance > 32768) return 0;
        var length = 0;
        while (length < LongestMatch && at + length < data.Length && data[at + length] == data[at + length - distance]) length++;
        return length;
    }

    private void Match(int length, int distance)
    {
        var code = Array.FindLastIndex(LengthBase, b => b <= length);
        Literal(257 + code);
        Bits(length - LengthBase[code], LengthBits[code]);

        // Distances: codes 0–3 are 1–4, then every two codes take one extra bit more.
        var (symbol, extra, first) = (0, 0, 1);
        for (; first + (1 << extra) <= distance; symbol++)
        {
            first += 1 << extra;
            extra = Math.Max(0, ((symbol + 1) / 2) - 1);
        }
        Code(symbol, 5);
        Bits(distance - first, extra);
    }

    private void Literal(int symbol)
    {
        if (symbol < 144) Code(0x30 + symbol, 8);
        else if (symbol < 256) Code(0x190 + symbol - 144, 9);
        else if (symbol < 280) Code(symbol - 256, 7);
        else Code(0xC0 + symbol - 280, 8);
    }

    /// <summary>A code: its highest bit comes first.</summary>
    private void Code(int code, int length)
    {
        for (var bit = length - 1; bit >= 0; bit--) Bits((code >> bit) & 1, 1);
    }

    /// <summary>A number: its lowest bit comes first.</summary>
    private void Bits(int value, int length)
    {
        for (var bit = 0; bit < length; bit++)
        {
            _hold |= ((value >> bit) & 1) << _held;
            if (++_held < 8) continue;
            _out.Add((byte)_hold);
            (_hold, _held) = (0, 0);
        }
    }

    private static uint Adler32(byte[] data)
    {
        var (a, b) = (1u, 0u);
        foreach (var value in data)
        {
            a = (a + value) % 65521;
            b = (b + a) % 65521;
        }
        return (b << 16) | a;
    }
}
