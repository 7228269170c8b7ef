using System.Numerics;
using System.Runtime.CompilerServices;

namespace Curriculum.Arrays.Kernels;

/// <summary>Chooses between two arrays, element by element.</summary>
internal static unsafe class Selection
{
    private const int Grain = 64 * 1024, SegmentLength = 1024;

    /// <summary>a where the condition holds, b elsewhere; all three broadcast.</summary>
    public static NdArray Where(NdArray condition, NdArray a, NdArray b)
    {
        if (condition.DType != DType.Boolean)
            throw new DTypeException($"Where: condition must be Boolean, got {condition.DType}. Compare first, as in x > 0.");
        var dtype = DTypes.Promote(a, b);
        var shape = Shape.Broadcast("Where", condition.Shape, Shape.Broadcast("Where", a.Shape, b.Shape));
        var device = Device.Common("Where", condition, a, b);
        var y = NdArray.Uninitialized(shape, dtype, device);
        (a, b) = (a.ToOperand("Where", dtype, device), b.ToOperand("Where", dtype, device));
        if (device.Kernels is { } kernels)
            kernels.Select(condition, a, b, y);
        else
            dtype.Run(new SelectAction(condition, a, b, y));
        return y;
    }

    private readonly struct SelectAction(NdArray condition, NdArray a, NdArray b, NdArray y) : ITypedAction
    {
        public void Run<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            if (y.Size == 0)
                return;
            using var target = y.Write<T>();
            using var mask = condition.ReadFrom<byte>();
            using var first = a.ReadFrom<T>();
            using var second = b.ReadFrom<T>();
            fixed (byte* pm = mask.Span)
            {
                fixed (T* pa = first.Span, pb = second.Span, py = target.Span)
                    Work.Split<SelectWork<T>, T>(y.Size, Grain, new SelectWork<T>(new(condition, y.Shape, pm), new(a, y.Shape, pa), new(b, y.Shape, pb), py));
            }
        }
    }

    private readonly struct SelectWork<T>(Operand<byte> condition, Operand<T> a, Operand<T> b, T* y) : IVectorWork<T>
        where T : unmanaged
    {
        [SkipLocalsInit]
        public void Run<V>(int start, int end)
            where V : struct, ILanes<V, T>
        {
            byte* masks = stackalloc byte[SegmentLength];
            T* scratch = stackalloc T[2 * SegmentLength];
            var walkMask = condition.From(start, masks);
            OperandWalk<T> walkA = a.From(start, scratch), walkB = b.From(start, scratch + SegmentLength);
            for (int i = start, count; i < end; i += count)
            {
                count = Math.Min(Math.Min(SegmentLength, end - i), Math.Min(walkMask.Left, Math.Min(walkA.Left, walkB.Left)));
                byte* mask = walkMask.Next(count);
                T* pa = walkA.Next<V>(count), pb = walkB.Next<V>(count);
                if (condition.Step == 0)
                {
                    new Span<byte>(masks, V.Count).Fill(*mask);
                    mask = masks;
                }

                Loop<V>(mask, condition.Step, pa, a.Step, pb, b.Step, y + i, count);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private static void Loop<V>(byte* mask, nint stepMask, T* pa, nint stepA, T* pb, nint stepB, T* py, int count)
            where V : struct, ILanes<V, T>
        {
            nint i = 0;
            for (; i <= count - V.Count; i += V.Count)
                V.Store(V.Select(mask + (i * stepMask), V.Load(pa + (i * stepA)), V.Load(pb + (i * stepB))), py + i);
            for (; i < count; i++)
                py[i] = mask[i * stepMask] != 0 ? pa[i * stepA] : pb[i * stepB];
        }
    }
}
