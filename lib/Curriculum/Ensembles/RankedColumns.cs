using Curriculum.Arrays;

namespace Curriculum.Ensembles;

// The columns of x [n, d], each in rising order. Sorted once, they serve every tree of a forest: a node sorts ranks, which are whole numbers and all different, so no order among equal values is left to chance.
internal sealed class RankedColumns
{
    private readonly double[][] _values;
    private readonly int[][] _rowOfRank;
    private readonly int[][] _rankOfRow;

    /// <exception cref="ShapeException">x is not [n, d] with at least one row and one column.</exception>
    /// <exception cref="ArgumentException">x holds a number that is not finite.</exception>
    public RankedColumns(NdArray x)
    {
        if (x.Rank != 2 || x.Size == 0)
            throw new ShapeException($"DecisionTree: x must be [n, d] with at least one example and one feature, got {x.Shape}. Reshape a single feature to [n, 1].");
        (Rows, Features) = (x.Shape[0], x.Shape[1]);
        double[] all = x.T.As(DType.Float64).ToArray<double>();
        if (!all.All(double.IsFinite))
            throw new ArgumentException("DecisionTree: x must hold finite numbers only, got NaN or infinity. Replace missing values first.", nameof(x));
        (_values, _rowOfRank, _rankOfRow) = (new double[Features][], new int[Features][], new int[Features][]);
        for (int f = 0; f < Features; f++)
        {
            double[] column = all[(f * Rows)..((f + 1) * Rows)];
            int[] rows = [.. Enumerable.Range(0, Rows).OrderBy(i => column[i])];
            (_rowOfRank[f], _rankOfRow[f]) = (rows, new int[Rows]);
            for (int rank = 0; rank < Rows; rank++)
                _rankOfRow[f][rows[rank]] = rank;
            _values[f] = Array.ConvertAll(rows, row => column[row]);
        }
    }

    public int Rows { get; }

    public int Features { get; }

    // The ranks of some rows by a feature, rising.
    public void Ranks(int feature, ReadOnlySpan<int> rows, Span<int> ranks)
    {
        int[] rankOfRow = _rankOfRow[feature];
        for (int i = 0; i < rows.Length; i++)
            ranks[i] = rankOfRow[rows[i]];
        ranks[..rows.Length].Sort();
    }

    public int Row(int feature, int rank) => _rowOfRank[feature][rank];

    public double Value(int feature, int rank) => _values[feature][rank];

    public double ValueOfRow(int feature, int row) => _values[feature][_rankOfRow[feature][row]];
}
