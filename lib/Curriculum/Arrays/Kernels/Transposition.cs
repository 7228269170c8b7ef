using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Curriculum.Arrays.Kernels;

/// <summary>Copies a matrix on its side, in blocks that are turned in registers.</summary>
internal static unsafe class Transposition
{
    /// <summary>So many elements behind the last row of a result may be overwritten, and behind each row as long as the next one follows.</summary>
    public const int Overhang = Side - 1;

    private const int Side = 8, Line = 2 * Side;

    /// <summary>to[j, i] = from[i, j] for i &lt; rows, j &lt; columns.</summary>
    /// <param name="from">from[0, 0]; elements of a row are neighbours.</param>
    /// <param name="stepFrom">From one row to the next.</param>
    /// <param name="rows">The rows of from.</param>
    /// <param name="columns">The columns of from.</param>
    /// <param name="to">to[0, 0], with room for <see cref="Overhang"/> elements behind the end.</param>
    /// <param name="stepTo">From one row of the result to the next, at least rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(T* from, nint stepFrom, int rows, int columns, T* to, nint stepTo)
        where T : unmanaged
    {
        int done = 0;
        if (Avx.IsSupported && sizeof(T) == sizeof(float) && rows > 2)
        {
            // The last block of rows comes first: what it writes behind a row of the result, the other blocks and the next columns write over. A cache line of each row is read at once.
            int last = (rows - 1) / Side * Side;
            for (; done <= columns - Side; done += Side)
            {
                bool isLine = done <= columns - Line;
                for (int row = last; row >= 0; row -= Side)
                {
                    float* source = (float*)from + (row * stepFrom) + done, target = (float*)to + (done * stepTo) + row;
                    Block(source, stepFrom, Math.Min(Side, rows - row) - 1, target, stepTo);
                    if (isLine)
                        Block(source + Side, stepFrom, Math.Min(Side, rows - row) - 1, target + (Side * stepTo), stepTo);
                }

                done += isLine ? Side : 0;
            }
        }

        // Four rows at a time: each is read along its own direction, and the writes share cache lines.
        int i = 0;
        for (; i <= rows - 4; i += 4)
        {
            T* s0 = from + (i * stepFrom), s1 = s0 + stepFrom, s2 = s1 + stepFrom, s3 = s2 + stepFrom, target = to + (done * stepTo) + i;
            for (nint j = done; j < columns; j++, target += stepTo)
                (target[0], target[1], target[2], target[3]) = (s0[j], s1[j], s2[j], s3[j]);
        }

        for (; i < rows; i++)
        {
            T* source = from + (i * stepFrom), target = to + (done * stepTo) + i;
            for (nint j = done; j < columns; j++, target += stepTo)
                *target = source[j];
        }
    }

    // 8 × 8; where there are fewer rows, the last one stands for those that are missing.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block(float* from, nint step, int lastRow, float* to, nint stepTo)
    {
        var r0 = Vector256.Load(from);
        var r1 = Vector256.Load(from + (Math.Min(1, lastRow) * step));
        var r2 = Vector256.Load(from + (Math.Min(2, lastRow) * step));
        var r3 = Vector256.Load(from + (Math.Min(3, lastRow) * step));
        var r4 = Vector256.Load(from + (Math.Min(4, lastRow) * step));
        var r5 = Vector256.Load(from + (Math.Min(5, lastRow) * step));
        var r6 = Vector256.Load(from + (Math.Min(6, lastRow) * step));
        var r7 = Vector256.Load(from + (Math.Min(7, lastRow) * step));

        // Pairs, then fours of each half, then the halves.
        (r0, r1) = (Avx.UnpackLow(r0, r1), Avx.UnpackHigh(r0, r1));
        (r2, r3) = (Avx.UnpackLow(r2, r3), Avx.UnpackHigh(r2, r3));
        (r4, r5) = (Avx.UnpackLow(r4, r5), Avx.UnpackHigh(r4, r5));
        (r6, r7) = (Avx.UnpackLow(r6, r7), Avx.UnpackHigh(r6, r7));
        const byte Low = 0x44, High = 0xEE;
        (r0, r2) = (Avx.Shuffle(r0, r2, Low), Avx.Shuffle(r0, r2, High));
        (r1, r3) = (Avx.Shuffle(r1, r3, Low), Avx.Shuffle(r1, r3, High));
        (r4, r6) = (Avx.Shuffle(r4, r6, Low), Avx.Shuffle(r4, r6, High));
        (r5, r7) = (Avx.Shuffle(r5, r7, Low), Avx.Shuffle(r5, r7, High));
        const byte Lower = 0x20, Upper = 0x31;
        Avx.Permute2x128(r0, r4, Lower).Store(to);
        Avx.Permute2x128(r2, r6, Lower).Store(to + stepTo);
        Avx.Permute2x128(r1, r5, Lower).Store(to + (2 * stepTo));
        Avx.Permute2x128(r3, r7, Lower).Store(to + (3 * stepTo));
        Avx.Permute2x128(r0, r4, Upper).Store(to + (4 * stepTo));
        Avx.Permute2x128(r2, r6, Upper).Store(to + (5 * stepTo));
        Avx.Permute2x128(r1, r5, Upper).Store(to + (6 * stepTo));
        Avx.Permute2x128(r3, r7, Upper).Store(to + (7 * stepTo));
    }
}
