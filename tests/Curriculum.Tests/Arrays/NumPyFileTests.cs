using System.Text;
using Curriculum.Arrays;
using Curriculum.Tests.Shared;

namespace Curriculum.Tests.Arrays;

public sealed class NumPyFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("float64", DType.Float64, new[] { 2, 3 }, new[] { 0, 0.25, 0.5, 0.75, 1, 1.25 })]
    [InlineData("float32", DType.Float32, new[] { 3 }, new[] { 0.0, 1, 2 })]
    [InlineData("int32", DType.Int32, new[] { 2, 1 }, new[] { 1.0, -2 })]
    [InlineData("int64", DType.Int64, new int[0], new[] { 1099511627776.0 })]
    [InlineData("bool", DType.Boolean, new[] { 3 }, new[] { 1.0, 0, 1 })]
    [InlineData("empty", DType.Float64, new[] { 0, 2 }, new double[0])]
    [InlineData("big_endian", DType.Float64, new[] { 4 }, new[] { 0.0, 1, 2, 3 })]
    [InlineData("uint8", DType.Int32, new[] { 2 }, new[] { 0.0, 255 })]
    [InlineData("int16", DType.Int32, new[] { 2 }, new[] { -300.0, 300 })]
    [InlineData("uint32", DType.Int64, new[] { 1 }, new[] { 4294967295.0 })]
    [InlineData("float16", DType.Float32, new[] { 2 }, new[] { 0.5, 65504 })]
    public void Files_that_NumPy_saved_are_read(string name, DType dtype, int[] shape, double[] elements)
    {
        var array = NdArray.Load(NumPys(name + ".npy"));
        Assert.Equal(dtype, array.DType);
        Assert.Equal((Shape)shape, array.Shape);
        Assert.Equal(elements, array.ToArray<double>());
    }

    [Fact]
    public void An_array_saved_column_by_column_is_read_row_by_row()
    {
        var array = NdArray.Load(NumPys("fortran.npy"));
        Assert.Equal([2, 3, 4], array.Shape);
        Assert.Equal(Enumerable.Range(0, 24).Select(i => (double)i), array.ToArray<double>());
    }

    [Theory]
    [InlineData("float64")]
    [InlineData("float32")]
    [InlineData("int32")]
    [InlineData("int64")]
    [InlineData("bool")]
    [InlineData("empty")]
    public void What_is_written_is_what_NumPy_writes_byte_for_byte(string name)
    {
        string copy = _folder["copy.npy"];
        NdArray.Load(NumPys(name + ".npy")).Save(copy);

        // Newer versions of NumPy leave spaces behind the header for a growing axis; the content of the header is the same.
        byte[] expected = File.ReadAllBytes(NumPys(name + ".npy")), written = File.ReadAllBytes(copy);
        Assert.Equal(0, written.AsSpan().IndexOf((byte)'\n') % 64 - 63);
        Assert.Equal(Header(expected), Header(written));
        Assert.Equal(expected[(expected.AsSpan().IndexOf((byte)'\n') + 1)..], written[(written.AsSpan().IndexOf((byte)'\n') + 1)..]);

        static string Header(byte[] file) => Encoding.ASCII.GetString(file[10..file.AsSpan().IndexOf((byte)'\n')]).TrimEnd();
    }

    [Fact]
    public void Archives_go_both_ways()
    {
        var two = NpzFile.Load(NumPys("two.npz"));
        Assert.Equal(["first", "second"], two.Keys);
        Assert.Equal(DType.Boolean, two["second"].DType);
        Assert.Equal(1000, NpzFile.Load(NumPys("compressed.npz"))["long"].Size);

        string path = _folder["own.npz"];
        NpzFile.Save(path, ("a", NdArray.Of(1, 2)), ("b", NdArray.Arange(6).Reshape(2, 3).T));
        var own = NpzFile.Load(path);
        Assert.Equal([1.0, 2], own["a"].ToArray<double>());
        Assert.Equal([0L, 3, 1, 4, 2, 5], own["b"].ToArray<long>());
        byte[] first = File.ReadAllBytes(path);
        NpzFile.Save(path, ("a", NdArray.Of(1, 2)), ("b", NdArray.Arange(6).Reshape(2, 3).T));
        Assert.Equal(first, File.ReadAllBytes(path));
    }

    [SkippableFact]
    public void NumPy_itself_reads_what_is_written()
    {
        Skip.IfNot(Python.Has("numpy"), "There is no python3 with NumPy here (on Debian: apt-get install python3-numpy).");
        string path = _folder["own.npz"], single = _folder["own.npy"];
        var array = NdArray.Of(new[,] { { 0.1, double.NaN, -1 }, { double.PositiveInfinity, 2, 1e-300 } });
        NpzFile.Save(path, System.IO.Compression.CompressionLevel.Fastest, ("f8", array), ("f4", array.As(DType.Float32).T), ("i4", NdArray.Of(new[] { -1, int.MaxValue })), ("i8", NdArray.Scalar(1L << 40, DType.Int64)), ("b1", array > 0), ("none", NdArray.Zeros(0, 3)));
        array.T.Save(single);
        const string Show = "import sys, numpy as n\nfor k, v in [*n.load(sys.argv[1]).items(), ('one', n.load(sys.argv[2]))]: print(k, v.dtype, v.shape, v.tolist())";
        var (exitCode, output, error) = Python.Run(Show, [path, single]);
        Assert.True(exitCode == 0, error);
        Assert.Equal(
            """
            f8 float64 (2, 3) [[0.1, nan, -1.0], [inf, 2.0, 1e-300]]
            f4 float32 (3, 2) [[0.10000000149011612, inf], [nan, 2.0], [-1.0, 0.0]]
            i4 int32 (2,) [-1, 2147483647]
            i8 int64 () 1099511627776
            b1 bool (2, 3) [[True, False, False], [True, True, True]]
            none float64 (0, 3) []
            one float64 (3, 2) [[0.1, inf], [nan, 2.0], [-1.0, 1e-300]]
            """,
            output.Trim(),
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void A_large_array_survives_the_way_to_a_file_and_back()
    {
        string path = _folder["large.npy"];
        var array = new RandomState(1).RandN(300, 700);
        array.Save(path);
        Assert.Equal(array.ToArray<double>(), NdArray.Load(path).ToArray<double>());
    }

    [Fact]
    public void Files_that_are_not_arrays_say_what_is_wrong()
    {
        byte[] good = File.ReadAllBytes(NumPys("float64.npy"));
        Assert.EndsWith("the file ends within the elements, after 40 of 48 bytes. It was not written or copied completely.", Message(good[..^8]), StringComparison.Ordinal);
        Assert.EndsWith("the file ends within its first 8 bytes, after 0 of 8 bytes. It was not written or copied completely.", Message([]), StringComparison.Ordinal);
        Assert.EndsWith("a .npy file must begin with \\x93NUMPY, got 68 65 6C 6C 6F 20. Is it really an array saved by NumPy?", Message("hello world"u8.ToArray()), StringComparison.Ordinal);
        Assert.EndsWith("version must be 1 … 3, got 9. Save it again with NumPy's save.", Message([.. good[..6], 9, .. good[7..]]), StringComparison.Ordinal);
        Assert.EndsWith("the header must be shorter than 1 MB, got 4294967295 bytes. The file is damaged.", Message([.. good[..6], 2, 0, 255, 255, 255, 255]), StringComparison.Ordinal);
        string huge = Message(Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(good).Replace("(2, 3), }  ", "(99999,99999)}", StringComparison.Ordinal)));
        Assert.EndsWith("an array has at most 2147483647 elements, got shape (99999,99999). Save it in parts.", huge, StringComparison.Ordinal);
        Assert.EndsWith("the file ends within the elements, after 48 of 1600000000 bytes. It was not written or copied completely.", Claims("(2, 3), }           ", "(100000, 2000), } "), StringComparison.Ordinal);
        Assert.EndsWith("an array of 16800000000 bytes is too large to be read at once (2147483591 at most). Save it in parts.", Claims("(2, 3), }           ", "(2100000000, 1), } "), StringComparison.Ordinal);
        Assert.Contains("the header must give descr, fortran_order and shape, got", Claims("(2, 3)", "(2  3)"), StringComparison.Ordinal);
        Assert.Contains("the header must give descr, fortran_order and shape, got", Claims("(2, 3)", "(-2,3)"), StringComparison.Ordinal);
        Assert.Contains("the header must give descr, fortran_order and shape, got", Claims("'shape'", "'shope'"), StringComparison.Ordinal);
        var complex = Assert.Throws<InvalidDataException>(() => NdArray.Load(NumPys("complex.npy")));
        Assert.Contains("got '<c16'. Convert them with NumPy's astype before saving.", complex.Message, StringComparison.Ordinal);
        var zip = Assert.Throws<InvalidDataException>(() => NpzFile.Load(NumPys("float64.npy")));
        Assert.EndsWith("a .npz file must be a zip archive of .npy files. It is another kind of file, or was not copied completely.", zip.Message, StringComparison.Ordinal);
    }

    /// <summary>What reading says to a file of six numbers whose header claims something else.</summary>
    private string Claims(string before, string after)
    {
        string good = Encoding.Latin1.GetString(File.ReadAllBytes(NumPys("float64.npy")));
        Assert.Contains(before.TrimEnd(), good, StringComparison.Ordinal);
        return Message(Encoding.Latin1.GetBytes(good.Replace(before, after.PadRight(before.Length)[..before.Length], StringComparison.Ordinal)));
    }

    private static string NumPys(string name) => Path.Combine(AppContext.BaseDirectory, "Arrays", "NumPy", name);

    private string Message(byte[] content)
    {
        string path = _folder["bad.npy"];
        File.WriteAllBytes(path, content);
        return Assert.Throws<InvalidDataException>(() => NdArray.Load(path)).Message;
    }
}
