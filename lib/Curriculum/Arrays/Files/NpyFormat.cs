using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Curriculum.Arrays.Files;

/// <summary>NumPy's file format .npy: a magic string, a header in Python's notation, then the elements.</summary>
/// <remarks>Reads versions 1 to 3, either byte order and either order of axes; writes version 1, little-endian, row-major, as NumPy itself does.</remarks>
internal static class NpyFormat
{
    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    public static void Write(Stream stream, NdArray array)
    {
        string shape = array.Rank == 1 ? $"({array.Shape[0]},)" : $"({string.Join(", ", array.Shape)})";
        string header = $"{{'descr': '{Describe(array.DType)}', 'fortran_order': False, 'shape': {shape}, }}";

        // The elements begin at a multiple of 64 bytes; the header ends with a line feed.
        int length = (Magic.Length + 4 + header.Length + 1 + 63) / 64 * 64;
        byte[] head = new byte[length];
        head.AsSpan().Fill((byte)' ');
        Magic.CopyTo(head);
        (head[6], head[7]) = (1, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(8), (ushort)(length - 10));
        Encoding.ASCII.GetBytes(header, head.AsSpan(10));
        head[^1] = (byte)'\n';
        stream.Write(head);
        array.DType.Run(new WriteAction(stream, array.To(Device.Cpu)));
    }

    public static NdArray Read(Stream stream, string name)
    {
        var start = Bytes(stream, 8, name, "its first 8 bytes");
        if (!start.AsSpan(0, 6).SequenceEqual(Magic))
            throw new InvalidDataException($"{name}: a .npy file must begin with \\x93NUMPY, got {string.Join(" ", start.Take(6).Select(b => b.ToString("X2")))}. Is it really an array saved by NumPy?");
        int version = start[6];
        if (version is < 1 or > 3)
            throw new InvalidDataException($"{name}: version must be 1 … 3, got {version}. Save it again with NumPy's save.");
        long length = version == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(Bytes(stream, 2, name, "the length of its header"))
            : BinaryPrimitives.ReadUInt32LittleEndian(Bytes(stream, 4, name, "the length of its header"));
        if (length > 1 << 20)
            throw new InvalidDataException($"{name}: the header must be shorter than 1 MB, got {length} bytes. The file is damaged.");
        var header = NpyHeader.Parse(Encoding.UTF8.GetString(Bytes(stream, (int)length, name, "its header")), name);
        return header.ToArray(Elements(stream, (long)header.Shape.Size * header.ItemSize, name));
    }

    private static string Describe(DType dtype) => dtype switch
    {
        DType.Boolean => "|b1",
        DType.Int32 => "<i4",
        DType.Int64 => "<i8",
        DType.Float32 => "<f4",
        _ => "<f8",
    };

    private static byte[] Bytes(Stream stream, int count, string name, string what)
    {
        byte[] bytes = new byte[count];
        int read = stream.ReadAtLeast(bytes, count, throwOnEndOfStream: false);
        return read == count ? bytes : throw new InvalidDataException($"{name}: the file ends within {what}, after {read} of {count} bytes. It was not written or copied completely.");
    }

    /// <summary>The elements' bytes, read in pieces: a damaged header must not make room for more than the file holds.</summary>
    private static byte[] Elements(Stream stream, long count, string name)
    {
        if (count > Array.MaxLength)
            throw new InvalidDataException($"{name}: an array of {count} bytes is too large to be read at once ({Array.MaxLength} at most). Save it in parts.");
        var content = new MemoryStream();
        byte[] piece = new byte[1 << 16];
        while (content.Length < count)
        {
            int read = stream.Read(piece, 0, (int)Math.Min(piece.Length, count - content.Length));
            if (read == 0)
                throw new InvalidDataException($"{name}: the file ends within the elements, after {content.Length} of {count} bytes. It was not written or copied completely.");
            content.Write(piece, 0, read);
        }

        return content.ToArray();
    }

    private readonly struct WriteAction(Stream stream, NdArray array) : Kernels.ITypedAction
    {
        public void Run<T>()
            where T : unmanaged, System.Numerics.INumber<T>, System.Numerics.IMinMaxValue<T>
        {
            using var x = array.Read<T>();
            int step = 1 << 16;
            for (int i = 0; i < x.Span.Length; i += step)
                stream.Write(MemoryMarshal.AsBytes(x.Span.Slice(i, Math.Min(step, x.Span.Length - i))));
        }
    }
}
