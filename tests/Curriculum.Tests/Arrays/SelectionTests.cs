using System.Runtime.InteropServices;
using Curriculum.Arrays;
using Curriculum.Tests.Processes;

namespace Curriculum.Tests.Arrays;

/// <summary>Where against a loop, bit by bit: elements whose payloads a detour through arithmetic would lose, at every vector width.</summary>
public class SelectionTests
{
    // Around the widths of vectors and of segments, and more than one thread's share.
    private static readonly int[] Lengths = [1, 3, 15, 16, 17, 63, 64, 65, 255, 256, 257, 1023, 1024, 1025, 3001, 150_001];

    [Fact]
    public void Every_type_and_layout_gives_the_bits_of_a_loop() => Assert.Equal("", All.Run());

    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    public void So_do_narrower_vectors(string without) => Assert.Equal("", ChildProcess.Output<All>((without, "0")));

    private static List<string> Differences<T>(int n)
        where T : unmanaged
    {
        var differences = new List<string>();
        T[] a = Bits<T>(2 * n, seed: 1), b = Bits<T>(2 * n, seed: 2);
        // Any byte but 0 is true: in another program's file there may be others than 1.
        byte[] condition = [.. Bits<byte>(2 * n, seed: 3).Select((value, i) => i % 5 < 2 ? (byte)0 : value)];
        NdArray mask = NdArray.FromSpan<byte>(condition), x = NdArray.FromSpan<T>(a), y = NdArray.FromSpan<T>(b), rows = x.Reshape(2, n);
        var everyOther = Slice.Step(null, null, 2);
        Check("neighbours", NdArray.Where(mask[..n], x[..n], y[..n]), i => condition[i] != 0 ? a[i] : b[i]);
        Check("every other", NdArray.Where(mask[everyOther], x[everyOther], y[everyOther]), i => condition[2 * i] != 0 ? a[2 * i] : b[2 * i]);
        Check("one for all", NdArray.Where(mask.Reshape(2, n), rows, y[..1]), i => condition[i] != 0 ? a[i] : b[0]);
        Check("one condition", NdArray.Where(mask[1..2], rows, y.Reshape(2, n)), i => condition[1] != 0 ? a[i] : b[i]);
        Check("a row for all rows", NdArray.Where(mask[..n], y[..1], rows), i => condition[i % n] != 0 ? b[0] : a[i]);
        Check("an element for a row", NdArray.Where(NdArray.Of([true, false]).Reshape(2, 1), rows, y[..n]), i => i < n ? a[i] : b[i % n]);
        return differences;

        void Check(string layout, NdArray actual, Func<int, T> expected)
        {
            T[] bits = [.. Enumerable.Range(0, actual.Size).Select(expected)];
            using var elements = actual.Read<T>();
            if (!MemoryMarshal.AsBytes(elements.Span).SequenceEqual(MemoryMarshal.AsBytes<T>(bits)))
                differences.Add($"{typeof(T).Name}, {n} elements, {layout}");
        }
    }

    // Random bits: NaNs of both kinds and of any payload, subnormal numbers, and here and there a zero of either sign.
    private static T[] Bits<T>(int count, int seed)
        where T : unmanaged
    {
        var values = new T[count];
        var bytes = MemoryMarshal.AsBytes(values.AsSpan());
        new Random(seed).NextBytes(bytes);
        for (int i = 0, size = bytes.Length / count; i + 1 < count; i += 7)
        {
            bytes.Slice(i * size, 2 * size).Clear();
            bytes[((i + 2) * size) - 1] = 0x80;
        }

        return values;
    }

    private sealed class All : IChildProgram
    {
        public static string Run()
            => string.Join('\n', Lengths.SelectMany(n => (string[])[.. Differences<float>(n), .. Differences<double>(n), .. Differences<int>(n), .. Differences<long>(n), .. Differences<byte>(n)]));
    }
}
