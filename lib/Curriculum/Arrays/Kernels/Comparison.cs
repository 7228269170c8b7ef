using System.Numerics;
using System.Runtime.CompilerServices;

namespace Curriculum.Arrays.Kernels;

/// <summary>Runs a relation on every pair of elements: true or false, one byte each.</summary>
internal static unsafe class Comparison
{
    private const int Grain = 64 * 1024, SegmentLength = 1024;

    /// <summary>Where the relation holds, broadcast, as a new Boolean array.</summary>
    public static NdArray Apply<TOp>(NdArray a, NdArray b)
        where TOp : struct, IBinaryOp
    {
        var dtype = DTypes.Promote(a, b);
        var device = Device.Common(TOp.Name, a, b);
        var y = NdArray.Uninitialized(Shape.Broadcast(TOp.Name, a.Shape, b.Shape), DType.Boolean, device);

        // A number that the array's type cannot hold still compares.
        if (dtype == DType.Int32 && (a.IsWeak || b.IsWeak))
            dtype = DType.Int64;
        (a, b) = (a.ToOperand(TOp.Name, dtype, device), b.ToOperand(TOp.Name, dtype, device));
        if (device.Kernels is { } kernels)
            kernels.Compare<TOp>(a, b, y);
        else
            dtype.Run(new CompareAction<TOp>(a, b, y));
        return y;
    }

    private readonly struct CompareAction<TOp>(NdArray a, NdArray b, NdArray y) : ITypedAction
        where TOp : struct, IBinaryOp
    {
        public void Run<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            if (y.Size == 0)
                return;
            using var target = y.Write<byte>();
            using var first = a.ReadFrom<T>();
            using var second = b.ReadFrom<T>();
            fixed (T* pa = first.Span, pb = second.Span)
            {
                fixed (byte* py = target.Span)
                    Work.Split<CompareWork<TOp, T>, T>(y.Size, Grain, new CompareWork<TOp, T>(new(a, y.Shape, pa), new(b, y.Shape, pb), py));
            }
        }
    }

    private readonly struct CompareWork<TOp, T>(Operand<T> a, Operand<T> b, byte* y) : IVectorWork<T>
        where TOp : struct, IBinaryOp
        where T : unmanaged
    {
        [SkipLocalsInit]
        public void Run<V>(int start, int end)
            where V : struct, ILanes<V, T>
        {
            T* scratch = stackalloc T[2 * SegmentLength], tail = stackalloc T[2 * V.Count];
            byte* last = stackalloc byte[V.Count];
            OperandWalk<T> walkA = a.From(start, scratch), walkB = b.From(start, scratch + SegmentLength);
            for (int i = start, count; i < end; i += count)
            {
                count = Math.Min(Math.Min(SegmentLength, end - i), Math.Min(walkA.Left, walkB.Left));
                int whole = count - (count % V.Count);
                T* pa = walkA.Next<V>(count), pb = walkB.Next<V>(count);
                Loop<V>(pa, a.Step, pb, b.Step, y + i, whole);
                if (whole == count)
                    continue;
                for (int j = whole; j < count; j++)
                    (tail[j - whole], tail[V.Count + j - whole]) = (pa[j * a.Step], pb[j * b.Step]);
                Loop<V>(tail, 1, tail + V.Count, 1, last, V.Count);
                for (int j = whole; j < count; j++)
                    y[i + j] = last[j - whole];
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private static void Loop<V>(T* pa, nint stepA, T* pb, nint stepB, byte* py, int count)
            where V : struct, ILanes<V, T>
        {
            for (nint i = 0; i < count; i += V.Count)
            {
                ulong bits = V.Bits(TOp.Apply(V.Load(pa + (i * stepA)), V.Load(pb + (i * stepB))));
                if (V.Count >= 8)
                {
                    for (int j = 0; j < V.Count; j += 8)
                        *(ulong*)(py + i + j) = Spread((byte)(bits >> j));
                }
                else
                {
                    for (int j = 0; j < V.Count; j++)
                        py[i + j] = (byte)(bits >> j & 1);
                }
            }
        }

        /// <summary>Eight bits to eight bytes of 0 or 1.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static ulong Spread(byte bits)
            => ((((bits * 0x0101010101010101UL) & 0x8040201008040201UL) + 0x7F7F7F7F7F7F7F7FUL) >> 7) & 0x0101010101010101UL;
    }
}
