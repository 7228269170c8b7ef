using ILGPU;

namespace Curriculum.Gpu.Kernels;

/// <summary>Rows put in order.</summary>
internal static class SortKernels
{
    /// <summary>Each element of x [*, n] goes to the place of its row before which all smaller ones lie, and of equal ones those that came before it; NaN is larger than any number.</summary>
    /// <remarks>One thread for each element, which looks at its whole row: no two meet, and the order of threads does not show.</remarks>
    public readonly struct Sort<TLane, T>(ArrayView<T> x, ArrayView<T> sorted, ArrayView<long> places, int n) : IKernel
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        public void Run(int i)
        {
            int k = i % n, start = i - k, rank = 0;
            TLane mine = TLane.Of(x[i]);
            bool isNumber = TLane.Any(TLane.IsEqual(mine, mine));
            for (int j = 0; j < n; j++)
            {
                TLane other = TLane.Of(x[start + j]);
                bool otherIsNumber = TLane.Any(TLane.IsEqual(other, other));
                bool isSmaller = otherIsNumber && (!isNumber || TLane.Any(TLane.IsGreater(mine, other)));
                bool isEqual = otherIsNumber ? TLane.Any(TLane.IsEqual(mine, other)) : !isNumber;
                if (isSmaller || (isEqual && j < k))
                    rank++;
            }

            sorted[start + rank] = mine.Value;
            places[start + rank] = k;
        }
    }
}
