using System.Numerics;
using System.Runtime.CompilerServices;

namespace Curriculum.Arrays.Kernels;

/// <summary>Elements copied between arrays whose memory is laid out differently.</summary>
internal static unsafe class Copying
{
    private const int Grain = 64 * 1024, SegmentLength = 1024;

    /// <summary>Overwrites the target with the source, broadcast and converted.</summary>
    /// <exception cref="ShapeException">The source does not broadcast to the shape of the target.</exception>
    public static void Copy(NdArray source, NdArray target)
    {
        if (!source.Shape.BroadcastsTo(target.Shape))
            throw new ShapeException($"Assign: {source.Shape} does not fit into {target.Shape}. Lengths must be equal, or 1 in what is assigned.");
        if (target.Size == 0)
            return;
        if (Enumerable.Range(0, target.Rank).Any(axis => target.Stride(axis) == 0 && target.Shape[axis] > 1))
            throw new InvalidOperationException($"Assign: {target.Shape} is a broadcast view, several of its elements are one in memory. Copy() it before writing to it.");
        var converted = source.ToOperand("Assign", target.DType, Device.Common("Assign", target, source));

        // a[1..] = a[..^1]: what is read must not have been overwritten before.
        if (converted.SharesMemoryWith(target) && !ReferenceEquals(converted, target))
            converted = Fresh(converted);
        if (target.Device.Kernels is { } kernels)
            kernels.Copy(converted, target);
        else
            target.DType.Run(new CopyAction(converted, target));
    }

    private static NdArray Fresh(NdArray source)
    {
        var fresh = NdArray.Uninitialized(source.Shape, source.DType, source.Device);
        Copy(source, fresh);
        return fresh;
    }

    private readonly struct CopyAction(NdArray source, NdArray target) : ITypedAction
    {
        public void Run<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            using var from = source.ReadFrom<T>();
            using var to = target.ReadFrom<T>();
            fixed (T* x = from.Span, y = to.Span)
            {
                if (IsTurnedMatrix)
                {
                    int rowsOfTarget = target.Shape[0], columns = target.Shape[1];
                    Work.Split(rowsOfTarget, Math.Max(1, Grain / columns), new TurnWork<T>(x, source.Stride(1), y, columns));
                    return;
                }

                Work.Split(target.Size, Grain, new CopyWork<T>(x, StridedLoops.Of(source, target.Shape), y, StridedLoops.Of(target, target.Shape)));
            }
        }

        // A transposed matrix, such as weights.T. Rows that are no multiple of what is turned at once would be written past their end.
        private bool IsTurnedMatrix
            => target.IsContiguous && source.Shape.Equals(target.Shape) && source.Rank == 2 && source.Stride(0) == 1 && source.Shape[0] > 1 && source.Shape[1] % (Transposition.Overhang + 1) == 0;
    }

    // Rows of the result are columns of what it is made from.
    private readonly struct TurnWork<T>(T* source, nint step, T* target, int columns) : IWork
        where T : unmanaged
    {
        public void Run(int start, int end) => Transposition.Run(source + start, step, columns, end - start, target + ((nint)start * columns), columns);
    }

    // What is not given lies row by row.
    private readonly struct CopyWork<T>(T* source, StridedLoops? from, T* target, StridedLoops? to) : IWork
        where T : unmanaged
    {
        [SkipLocalsInit]
        public void Run(int start, int end)
        {
            if (from is null && to is null)
            {
                new ReadOnlySpan<T>(source + start, end - start).CopyTo(new Span<T>(target + start, end - start));
                return;
            }

            T* scratch = stackalloc T[SegmentLength];
            for (int i = start; i < end; i += SegmentLength)
            {
                int count = Math.Min(SegmentLength, end - i);
                T* x = from is null ? source + i : to is null ? target + i : scratch;
                from?.Gather(source, i, count, x);
                to?.Scatter(target, i, count, x);
            }
        }
    }
}
