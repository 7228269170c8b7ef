using System.Numerics;
using System.Runtime.CompilerServices;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>The rows of a convolution, with the bias added, in an array [n, f, oh, ow].</summary>
/// <param name="bias">A number for each filter; null: none.</param>
/// <param name="y">The array.</param>
internal readonly unsafe struct BiasOutput<T>(T* bias, T* y) : IBandOutput<T>
    where T : unmanaged, INumber<T>
{
    public int RowStep => 1;

    public bool Adds => bias != null;

    public T* Prepare(in DirectPlan plan, int image, int firstRow, int rows)
    {
        T* output = At(plan, image, firstRow);
        for (int f = 0; f < plan.Filters && Adds; f++)
            new Span<T>(output + ((nint)f * plan.Positions), rows * plan.Output.Width).Fill(BiasOf(bias, plan, image, f));
        return output;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write<V>(in DirectPlan plan, int image, int firstRow, int rows, T* results, nint line)
        where V : struct, ILanes<V, T>
    {
        T* output = At(plan, image, firstRow);
        for (int f = 0; f < plan.Filters; f++)
        {
            T add = BiasOf(bias, plan, image, f);
            Collect(results + (f * line), plan.Width, rows, plan.Output.Width, V.Broadcast(add), add, output + ((nint)f * plan.Positions));
        }
    }

    /// <summary>What is added to a filter. −0 is what can be added without a trace: 0 would turn −0 into 0.</summary>
    public static T BiasOf(T* bias, in DirectPlan plan, int image, int filter) => bias == null ? -T.Zero : bias[(image % plan.Groups * plan.Filters) + filter];

    private T* At(in DirectPlan plan, int image, int row) => y + ((nint)image * plan.Filters * plan.Positions) + (row * plan.Output.Width);

    // The positions that mean something, and the bias.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Collect<V>(T* from, nint stride, int rows, nint width, V add, T single, T* to)
        where V : struct, ILanes<V, T>
    {
        for (int i = 0; i < rows; i++, from += stride, to += width)
        {
            nint j = 0;
            for (; j <= width - V.Count; j += V.Count)
                V.Store(V.Load(from + j) + add, to + j);
            for (; j <= width - Lanes128<T>.Count; j += Lanes128<T>.Count)
                Lanes128<T>.Store(Lanes128<T>.Load(from + j) + Lanes128<T>.Broadcast(single), to + j);
            for (; j < width; j++)
                to[j] = from[j] + single;
        }
    }
}
