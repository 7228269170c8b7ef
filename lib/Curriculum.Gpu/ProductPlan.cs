namespace Curriculum.Gpu;

/// <summary>How a product is divided among the groups of a device.</summary>
/// <param name="Block">How many rows and columns of results a thread computes.</param>
/// <param name="Side">How many threads a side of a group has.</param>
/// <param name="OnTensorCores">Whether tensor cores compute, from factors that are rounded.</param>
internal readonly record struct ProductPlan(int Block, int Side, bool OnTensorCores = false)
{
    /// <summary>How many rows and columns a group computes.</summary>
    public int Tile => Block * Side;

    /// <summary>The largest tile that the product fills half, and of which there are enough to keep every multiprocessor at work.</summary>
    /// <param name="rows">Rows of a matrix.</param>
    /// <param name="columns">Columns of a matrix.</param>
    /// <param name="matrices">How many there are.</param>
    /// <param name="block">The most rows and columns that a thread can compute: 8 if its registers hold so many results, or 4.</param>
    /// <param name="side">The most threads a side: 16, or 8 where each is a thread of the system.</param>
    /// <param name="multiprocessors">How many of these the device has.</param>
    /// <param name="rounds">Whether factors may be rounded for tensor cores, which are so fast that a quarter of the multiprocessors does.</param>
    public static ProductPlan For(int rows, int columns, int matrices, int block, int side, int multiprocessors, bool rounds)
    {
        foreach (var (plan, enough) in new (ProductPlan, int)[] { (new(8, 16, OnTensorCores: true), rounds ? multiprocessors / 4 : int.MaxValue), (new(block, side), multiprocessors), (new(4, side), multiprocessors) })
        {
            bool fills = 2 * rows > plan.Tile && 2 * columns > plan.Tile;
            if (fills && plan.Tiles(rows, columns, matrices) >= enough)
                return plan;
        }

        return new(4, 8);
    }

    /// <summary>How many groups there are.</summary>
    public int Tiles(int rows, int columns, int matrices) => (rows + Tile - 1) / Tile * ((columns + Tile - 1) / Tile) * matrices;
}
