using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Curriculum.Arrays.Files;

/// <summary>What the header of a .npy file says: the type of the elements, the order of the axes and the shape.</summary>
internal sealed partial record NpyHeader(string Descr, bool IsColumnMajor, Shape Shape)
{
    /// <summary>Bytes of an element.</summary>
    public int ItemSize => Descr[2] - '0';

    public static NpyHeader Parse(string text, string name)
    {
        var match = HeaderPattern().Match(text);
        if (!match.Success)
            throw new InvalidDataException($"{name}: the header must give descr, fortran_order and shape, got {text.Trim()}. Only plain arrays can be read, no records.");
        string descr = match.Groups["descr"].Value;
        if (!DescrPattern().IsMatch(descr))
        {
            throw new InvalidDataException($"{name}: elements must be of a type bool, int8 … int64, uint8 … uint32, float16 … float64, got '{descr}'. "
                + "Convert them with NumPy's astype before saving.");
        }

        string[] lengths = match.Groups["shape"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lengths.Length > Shape.MaximumRank)
            throw new InvalidDataException($"{name}: an array has at most {Shape.MaximumRank} axes, got {lengths.Length}. The file is damaged.");
        try
        {
            return new(descr, match.Groups["order"].Value == "True", Array.ConvertAll(lengths, int.Parse));
        }
        catch (Exception e) when (e is OverflowException or ShapeException)
        {
            throw new InvalidDataException($"{name}: an array has at most {int.MaxValue} elements, got shape ({match.Groups["shape"].Value}). Save it in parts.", e);
        }
    }

    /// <summary>The array with these elements.</summary>
    public NdArray ToArray(byte[] elements)
    {
        if (Descr[0] == '>' && ItemSize > 1)
        {
            for (int i = 0; i < elements.Length; i += ItemSize)
                Array.Reverse(elements, i, ItemSize);
        }

        var flat = Descr[1..] switch
        {
            "b1" => NdArray.Of(Array.ConvertAll(elements, x => x != 0)),
            "i1" => Widen<sbyte>(elements, x => x),
            "u1" => Widen<byte>(elements, x => x),
            "i2" => Widen<short>(elements, x => x),
            "u2" => Widen<ushort>(elements, x => x),
            "u4" => NdArray.Of(Array.ConvertAll(MemoryMarshal.Cast<byte, uint>(elements).ToArray(), x => (long)x)),
            "f2" => NdArray.Of(Array.ConvertAll(MemoryMarshal.Cast<byte, Half>(elements).ToArray(), x => (float)x)),
            "i4" => NdArray.FromSpan(MemoryMarshal.Cast<byte, int>(elements)),
            "i8" => NdArray.FromSpan(MemoryMarshal.Cast<byte, long>(elements)),
            "f4" => NdArray.FromSpan(MemoryMarshal.Cast<byte, float>(elements)),
            _ => NdArray.FromSpan(MemoryMarshal.Cast<byte, double>(elements)),
        };
        return IsColumnMajor ? flat.Reshape([.. Shape.Reverse()]).T.Contiguous() : flat.Reshape(Shape);
    }

    private static NdArray Widen<T>(byte[] elements, Converter<T, int> widen)
        where T : unmanaged
        => NdArray.Of(Array.ConvertAll(MemoryMarshal.Cast<byte, T>(elements).ToArray(), widen));

    [GeneratedRegex(@"^\s*\{\s*'descr':\s*'(?<descr>[^']*)',\s*'fortran_order':\s*(?<order>True|False),\s*'shape':\s*\((?<shape>(\s*[0-9]+\s*(,|(?=\))))*\s*)\),?\s*\}\s*$")]
    private static partial Regex HeaderPattern();

    [GeneratedRegex("^([|<>=](b1|i1|u1)|[<>=](i2|i4|i8|u2|u4|f2|f4|f8))$")]
    private static partial Regex DescrPattern();
}
