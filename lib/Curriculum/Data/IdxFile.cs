using System.Buffers.Binary;
using System.IO.Compression;
using Curriculum.Arrays;

namespace Curriculum.Data;

/// <summary>An array of bytes as MNIST's files hold it: the IDX format, plain or compressed with gzip.</summary>
/// <param name="Shape">The lengths of its axes: [n, 28, 28] for images, [n] for labels.</param>
/// <param name="Values">The bytes, row by row.</param>
/// <remarks>
/// Two zero bytes, the type of the elements (8 = unsigned byte, the only one read here), the number of axes, then each length as a big-endian int32, then the elements.
/// Source: LeCun, Cortes and Burges, The MNIST database, section "File formats".
/// </remarks>
public sealed record IdxFile(Shape Shape, byte[] Values)
{
    private const byte UnsignedByte = 8;

    /// <summary>Reads a file; gzip is recognised by its first two bytes.</summary>
    /// <exception cref="InvalidDataException">The file is not a whole IDX file of unsigned bytes; the message says what was expected.</exception>
    public static IdxFile Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        try
        {
            return Parse(bytes is [0x1F, 0x8B, ..] ? Unzip(bytes) : bytes);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"IDX: {path}: {e.Message}", e);
        }
    }

    private static IdxFile Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes is not [0, 0, var type, var rank, ..])
            throw new InvalidDataException($"expected an IDX file, which begins with two zero bytes, a type and a number of axes, got {(bytes.IsEmpty ? "an empty file" : Convert.ToHexStringLower(bytes[..Math.Min(4, bytes.Length)]))}.");
        if (type != UnsignedByte)
            throw new InvalidDataException($"expected elements of type 0x08 (unsigned byte), got 0x{type:x2}.");
        int header = 4 + (4 * rank);
        if (bytes.Length < header)
            throw new InvalidDataException($"expected a header of {header} bytes for {rank} axes, got {bytes.Length} bytes.");

        int[] lengths = new int[rank];
        long count = 1;
        for (int axis = 0; axis < rank; axis++)
        {
            lengths[axis] = BinaryPrimitives.ReadInt32BigEndian(bytes[(4 + (4 * axis))..]);
            if (lengths[axis] < 0 || (count *= lengths[axis]) > int.MaxValue)
                throw new InvalidDataException($"expected at most {int.MaxValue} elements, got axes of {string.Join(" × ", lengths[..(axis + 1)])}.");
        }
        if (bytes.Length - header != count)
            throw new InvalidDataException($"expected {count} elements for shape [{string.Join(", ", lengths)}], got {bytes.Length - header}. The file is truncated or has been changed.");
        return new IdxFile(lengths, bytes[header..].ToArray());
    }

    private static byte[] Unzip(byte[] bytes)
    {
        using var zipped = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        zipped.CopyTo(plain);
        return plain.ToArray();
    }
}
