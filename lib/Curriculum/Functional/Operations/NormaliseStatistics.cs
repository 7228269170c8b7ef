using System.Runtime.CompilerServices;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>From the sums of a few groups, <see cref="LaneTree.Together"/> at once, to what their x̂ are made of.</summary>
internal static unsafe class NormaliseStatistics
{
    private const int Row = LaneTree.Together;

    /// <summary>sums[0] = Σ x → the mean as it comes out first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Mean<V, T>(long count, T* sums)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        V part = V.Create(1.0 / count);
        for (int i = 0; i < Row; i += V.Count)
            V.Store(V.Load(sums + i) * part, sums + i);
    }

    /// <summary>sums[1] = Σ (x − mean), sums[2] = Σ (x − mean)² → sums[3] what the mean lacks, sums[4] = 1/√(σ² + ε), sums[5] = σ².</summary>
    /// <remarks>Around the mean, because E[x²] − E[x]² loses every digit when |mean| ≫ σ; and what rounding left of the mean may then be as large as σ, so it is taken off, too.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Finish<V, T>(long count, double epsilon, T* sums)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        V part = V.Create(1.0 / count), zero = V.Create(0), one = V.Create(1), least = V.Create(epsilon);
        for (int i = 0; i < Row; i += V.Count)
        {
            V rest = V.Load(sums + Row + i) * part;
            V variance = V.Max((V.Load(sums + (2 * Row) + i) * part) - (rest * rest), zero);
            V.Store(rest, sums + (3 * Row) + i);
            V.Store(one / V.Sqrt(variance + least), sums + (4 * Row) + i);
            V.Store(variance, sums + (5 * Row) + i);
        }
    }

    /// <summary>Puts the numbers of these groups where those of all groups are kept.</summary>
    public static void Keep<T>(T* sums, NormaliseNumbers<T> numbers, int first, int count)
        where T : unmanaged
    {
        Copy(sums, numbers.Rough);
        Copy(sums + (3 * Row), numbers.Rest);
        Copy(sums + (4 * Row), numbers.Scale);
        Copy(sums + (5 * Row), numbers.Variance);

        void Copy(T* from, T* to) => new ReadOnlySpan<T>(from, count).CopyTo(new(to + first, count));
    }
}
