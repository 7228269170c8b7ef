using ILGPU;

namespace Curriculum.Gpu.Kernels;

/// <summary>64 results a thread, computed by tensor cores: factors are rounded to 10 bits after the point (TF32), sums are of Float32.</summary>
/// <remarks>Eight warps, four above each other and two side by side, compute 32 rows and 64 columns each.</remarks>
internal readonly struct ProductTensorBlock(int warp, int group, int member) : IProductBlock<ProductTensorBlock, FloatLane, float>
{
    public static int Threads => 256;

    public static int Tile => 128;

    // Eight elements more than a step has: four members of eight groups read from 32 banks of the memory.
    public static int Pitch => (Tile / 4) + 2;

    private static int Step => 4 * Pitch;

    private int Row => (warp / 2 * 32) + group;

    private int FirstColumn => warp % 2 * 64;

    public static ProductTensorBlock Create(int thread)
    {
        TensorCores.Clear();
        return new(thread >> 5, (thread & 31) >> 2, thread & 3);
    }

    public static Quad<float> Prepare(Quad<float> four) => new(TensorCores.Round(four.X), TensorCores.Round(four.Y), TensorCores.Round(four.Z), TensorCores.Round(four.W));

    public void Add(ArrayView<Quad<float>> left, ArrayView<Quad<float>> right, int depth)
    {
        var rows = left.Cast<float>().SubView((member * Step) + Row);
        var columns = right.Cast<float>().SubView((member * Step) + FirstColumn + group);

        // Threads may have gone apart where they read the end of an operand; a warp multiplies together.
        Warp.Barrier();
        TensorCores.Add(Left(rows, 0), Left(rows, 16), columns, 4 * Step);
    }

    public void Write(ProductOutput<FloatLane, float> output) => TensorCores.Write(output, Row, FirstColumn + (2 * member));

    private static Quad<float> Left(ArrayView<float> rows, int place) => new(rows[place], rows[place + 8], rows[place + (4 * Step)], rows[place + (4 * Step) + 8]);
}
