using Curriculum.Arrays;

namespace Curriculum.Ensembles;

// Targets [n] or [n, k], row by row.
internal sealed class TreeTargets
{
    public TreeTargets(NdArray y, int rows)
    {
        if (y.Rank is not (1 or 2) || y.Shape[0] != rows || y.Size == 0)
            throw new ShapeException($"DecisionTree: y must be [{rows}] or [{rows}, k], a target for each example, got {y.Shape}. Classes go in as y.OneHot(classes).");
        Values = y.As(DType.Float64).ToArray<double>();
        if (!Values.All(double.IsFinite))
            throw new ArgumentException("DecisionTree: y must hold finite numbers only, got NaN or infinity.", nameof(y));
        (TrailingShape, Outputs) = y.Rank == 1 ? ([], 1) : (new[] { y.Shape[1] }, y.Shape[1]);
    }

    public double[] Values { get; }

    public int Outputs { get; }

    public int[] TrailingShape { get; }
}
