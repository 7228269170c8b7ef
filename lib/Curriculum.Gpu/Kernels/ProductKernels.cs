using ILGPU;
using ILGPU.Runtime;

namespace Curriculum.Gpu.Kernels;

/// <summary>Matrix products of any shape and any strides.</summary>
internal static class ProductKernels
{
    // Of one operand: two panels, each of 16 steps of 17 quads, or of 8 steps of 33 or 34.
    private const int Quads = 544, Panel = Quads / 2;

    /// <summary>y = a·b (+ bias): a group computes a tile of one matrix of the batch; the grid is a line of all tiles. Each sum is taken in the order of its elements.</summary>
    public readonly struct Tiled<TBlock, TLane, T>(ArrayView<T> a, Matrix atA, ArrayView<T> b, Matrix atB, ArrayView<T> bias, int biased, ArrayView<T> y, int rows, int inner, int columns) : IGroupKernel
        where TBlock : struct, IProductBlock<TBlock, TLane, T>
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        // 64 sums, the 16 factors of a step and 8 elements of the next panels fit into half of the most registers of a thread, so two groups share a multiprocessor.
        public static KernelSpecialization Specialization => new(maxNumThreadsPerGroup: 256, minNumGroupsPerMultiprocessor: 2);

        public void Run()
        {
            ArrayView<Quad<T>> lefts = SharedMemory.Allocate<Quad<T>>(Quads), rights = SharedMemory.Allocate<Quad<T>>(Quads);
            int thread = Group.IdxX, tile = TBlock.Tile, depth = 4 * TBlock.Threads / tile;
            int across = (columns + tile - 1) / tile, down = (rows + tile - 1) / tile, matrix = Grid.IdxX / across / down;
            int row = Grid.IdxX / across % down * tile, column = Grid.IdxX % across * tile;
            ProductPanel<T> left = new(a, atA.Start(matrix) + (row * atA.Row), atA.Row, atA.Column, atA.IsAligned, rows - row, inner, tile, depth, TBlock.Pitch, thread);
            ProductPanel<T> right = new(b, atB.Start(matrix) + (column * atB.Column), atB.Column, atB.Row, atB.IsAligned, columns - column, inner, tile, depth, TBlock.Pitch, thread);
            TBlock sums = TBlock.Create(thread);
            left.Write(TBlock.Prepare(left.Read(0)), lefts);
            right.Write(TBlock.Prepare(right.Read(0)), rights);
            Group.Barrier();

            // While the panels of these steps are multiplied, those of the next are on their way; they go where nobody reads, so one barrier is enough.
            int here = 0;
            for (int k = depth; k < inner; k += depth)
            {
                Quad<T> nextLeft = left.Read(k), nextRight = right.Read(k);
                sums.Add(lefts.SubView(here, Panel), rights.SubView(here, Panel), depth);
                here = Panel - here;
                left.Write(TBlock.Prepare(nextLeft), lefts.SubView(here, Panel));
                right.Write(TBlock.Prepare(nextRight), rights.SubView(here, Panel));
                Group.Barrier();
            }

            sums.Add(lefts.SubView(here, Panel), rights.SubView(here, Panel), depth);
            sums.Write(new(y, bias, biased, matrix, rows, columns, row, column));
        }
    }
}
