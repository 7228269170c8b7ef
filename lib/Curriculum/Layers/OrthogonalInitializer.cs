using Curriculum.Arrays;

namespace Curriculum.Layers;

// Gram–Schmidt on a Gaussian matrix: uniformly distributed over the orthogonal matrices (the signs of QR's R need no repair, they are positive here).
internal sealed record OrthogonalInitializer(double Gain) : Initializer
{
    protected override NdArray Draw(Shape shape, int fanIn, int fanOut, RandomState random)
    {
        int first = shape[0], others = (int)(shape.Size / first);
        var (vectors, length) = (Math.Min(first, others), Math.Max(first, others));
        double[] basis = random.RandN(vectors, length).ToArray<double>();
        for (int i = 0; i < vectors; i++)
        {
            var row = basis.AsSpan(i * length, length);
            // Twice: one sweep leaves an overlap that grows with the number of vectors.
            for (int sweep = 0; sweep < 2; sweep++)
            {
                for (int j = 0; j < i; j++)
                    Subtract(row, basis.AsSpan(j * length, length));
            }

            Scale(row, 1 / Math.Sqrt(Dot(row, row)));
        }

        var rows = NdArray.Of(basis).Reshape(vectors, length);
        return ((first <= others ? rows : rows.T) * Gain).Reshape(shape.ToArray());
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    // row -= ⟨row, unit⟩ · unit
    private static void Subtract(Span<double> row, ReadOnlySpan<double> unit)
    {
        double overlap = Dot(row, unit);
        for (int i = 0; i < row.Length; i++)
            row[i] -= overlap * unit[i];
    }

    private static void Scale(Span<double> row, double factor)
    {
        for (int i = 0; i < row.Length; i++)
            row[i] *= factor;
    }
}
