using ILGPU;

namespace Curriculum.Gpu.Kernels;

/// <summary>Matrix products of any shape and any strides.</summary>
internal static class ProductKernels
{
    /// <summary>The most rows and columns of a group's tile, which is also as long as the pieces of the sum that it keeps in shared memory.</summary>
    public const int LargestTile = 16;

    /// <summary>y = a·b (+ bias): a square group of threads computes a tile of as many elements of one matrix of the batch; grid (columns, rows, matrices).</summary>
    public readonly struct Tiled<TLane, T>(ArrayView<T> a, Matrix atA, ArrayView<T> b, Matrix atB, ArrayView<T> bias, int biased, ArrayView<T> y, int rows, int inner, int columns) : IGroupKernel
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        public void Run()
        {
            var left = SharedMemory.Allocate<T>(LargestTile * LargestTile);
            var right = SharedMemory.Allocate<T>(LargestTile * LargestTile);
            int tile = Group.DimX, tx = Group.IdxX, ty = Group.IdxY, matrix = Grid.IdxZ;
            int row = (Grid.IdxY * tile) + ty, column = (Grid.IdxX * tile) + tx;
            int firstA = atA.Start(matrix), firstB = atB.Start(matrix);
            TLane sum = TLane.Create(0);
            for (int k = 0; k < inner; k += tile)
            {
                left[(ty * tile) + tx] = row < rows && k + tx < inner ? a[firstA + (row * atA.Row) + ((k + tx) * atA.Column)] : default;
                right[(ty * tile) + tx] = column < columns && k + ty < inner ? b[firstB + ((k + ty) * atB.Row) + (column * atB.Column)] : default;
                Group.Barrier();
                for (int j = 0; j < tile; j++)
                    sum = TLane.Fma(TLane.Of(left[(ty * tile) + j]), TLane.Of(right[(j * tile) + tx]), sum);
                Group.Barrier();
            }

            if (row >= rows || column >= columns)
                return;
            if (biased != 0)
                sum += TLane.Of(bias[column]);
            y[(((matrix * rows) + row) * columns) + column] = sum.Value;
        }
    }
}
