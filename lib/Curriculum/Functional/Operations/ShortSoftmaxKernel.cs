using System.Numerics;
using System.Runtime.CompilerServices;
using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;
using Curriculum.Functional.Devices;
using Rows = Curriculum.Arrays.Kernels.Reduction;

namespace Curriculum.Functional.Operations;

/// <summary>Softmax of short rows, forward and back: as many rows at once as a vector has lanes, so that no sum runs across a vector.</summary>
/// <remarks>The bits are those of the sums of <see cref="Rows"/>: element i of a row goes to one of 16 sums, and these meet in the same tree.</remarks>
/// <param name="classes">The length of a row.</param>
/// <param name="rows">How many rows there are.</param>
/// <param name="x">Scores; on the way back the gradient by y.</param>
/// <param name="y">Null; on the way back what softmax gave.</param>
/// <param name="result">Softmax, or the gradient by the scores.</param>
internal readonly unsafe struct ShortSoftmaxKernel<T>(int classes, int rows, T* x, T* y, T* result) : IVectorWork<T>
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    /// <summary>Longer rows are summed as they lie.</summary>
    private const int MostClasses = 64;

    /// <summary>Scores that are worth a thread's while.</summary>
    private const int Grain = 16 * 1024;

    // As many rows as the widest vector has lanes, so that the split does not depend on vectors.
    private const int RowStep = 16;

    /// <summary>Whether this is a softmax over neighbouring elements of short rows.</summary>
    public static bool Fits(NdArray x, int axis)
        => !OnDevice.Holds(x) && x.Rank > 0 && (axis == -1 || axis == x.Rank - 1) && x.Size > 0 && IsShort(x.Shape[^1]) && x.IsContiguous;

    /// <summary>Whether rows of so many elements are worked on side by side.</summary>
    public static bool IsShort(int classes) => classes is > 0 and <= MostClasses;

    /// <summary>y of scores x, or where y is given the gradient by the scores of the gradient x.</summary>
    public static NdArray Run(NdArray x, NdArray? y)
    {
        var result = NdArray.Uninitialized(x.Shape, x.DType);
        int classes = x.Shape[^1], rows = x.Size / classes;
        using var scores = x.Read<T>();
        using var values = (y ?? x).Read<T>();
        using var target = result.Write<T>();
        fixed (T* px = scores.Span, py = values.Span, pr = target.Span)
        {
            Work.Split<ShortSoftmaxKernel<T>, T>(
                (rows + RowStep - 1) / RowStep, Math.Max(1, Grain / (RowStep * classes)), new ShortSoftmaxKernel<T>(classes, rows, px, y is null ? null : py, pr));
        }

        return result;
    }

    /// <summary>All rows, on this thread.</summary>
    public void RunAll<V>()
        where V : struct, ILanes<V, T>
        => Run<V>(0, (rows + RowStep - 1) / RowStep);

    /// <summary>Rows in steps of 16; where the result is x or y, each row is read before it is written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<V>(int start, int end)
        where V : struct, ILanes<V, T>
    {
        int size = (classes * V.Count) + Transposition.Overhang;
        T* columns = stackalloc T[size], others = stackalloc T[size], sums = stackalloc T[Rows.Lanes * V.Count];
        new Span<T>(columns, size).Clear();
        new Span<T>(others, size).Clear();
        int last = Math.Min(rows, end * RowStep);
        for (int row = start * RowStep; row < last; row += V.Count)
        {
            int count = Math.Min(V.Count, last - row);
            nint at = (nint)row * classes;
            Transposition.Run(x + at, classes, count, classes, columns, V.Count);
            if (y == null)
            {
                Forward<V>(columns, sums);
            }
            else
            {
                Transposition.Run(y + at, classes, count, classes, others, V.Count);
                Backward<V>(columns, others, sums);
            }

            Transposition.Run(columns, V.Count, classes, V.Count, others, classes);
            new ReadOnlySpan<T>(others, count * classes).CopyTo(new(result + at, count * classes));
        }
    }

    // y = exp(x − max x) / Σ exp(x − max x)
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Forward<V>(T* columns, T* sums)
        where V : struct, ILanes<V, T>
    {
        V max = V.Load(columns);
        for (int j = 1; j < classes; j++)
            max = V.Max(max, V.Load(columns + (j * V.Count)));
        Clear<V>(sums);
        for (int j = 0; j < classes; j++)
        {
            V e = LaneMath.Exp(V.Load(columns + (j * V.Count)) - max);
            V.Store(e, columns + (j * V.Count));
            Add(e, sums + (j % Rows.Lanes * V.Count));
        }

        V sum = Meet<V>(sums);
        for (int j = 0; j < classes; j++)
            V.Store(V.Load(columns + (j * V.Count)) / sum, columns + (j * V.Count));
    }

    // ∂x = y·(g − Σ g·y)
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Backward<V>(T* columns, T* values, T* sums)
        where V : struct, ILanes<V, T>
    {
        Clear<V>(sums);
        for (int j = 0; j < classes; j++)
            Add(V.Load(columns + (j * V.Count)) * V.Load(values + (j * V.Count)), sums + (j % Rows.Lanes * V.Count));
        V sum = Meet<V>(sums);
        for (int j = 0; j < classes; j++)
            V.Store(V.Load(values + (j * V.Count)) * (V.Load(columns + (j * V.Count)) - sum), columns + (j * V.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Clear<V>(T* sums)
        where V : struct, ILanes<V, T>
    {
        for (int lane = 0; lane < Rows.Lanes; lane++)
            V.Store(V.Create(0), sums + (lane * V.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<V>(V term, T* sum)
        where V : struct, ILanes<V, T>
        => V.Store(V.Load(sum) + term, sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Meet<V>(T* sums)
        where V : struct, ILanes<V, T>
    {
        for (int half = Rows.Lanes / 2; half > 0; half /= 2)
        {
            for (int lane = 0; lane < half; lane++)
                Add(V.Load(sums + ((lane + half) * V.Count)), sums + (lane * V.Count));
        }

        return V.Load(sums);
    }
}
