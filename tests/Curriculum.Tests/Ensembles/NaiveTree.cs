namespace Curriculum.Tests.Ensembles;

// A tree as one would write it first: every threshold of every feature is tried, and the sum of squares of both sides is computed anew.
internal sealed record NaiveTree(double[] Answer, int Feature, double Threshold, NaiveTree? Low, NaiveTree? High)
{
    public static NaiveTree Grow(double[][] x, double[][] y, double[] w, int[] rows, int depth)
    {
        double[] answer = Mean(y, w, rows);
        var best = (Loss: double.PositiveInfinity, Feature: -1, Threshold: 0.0);
        if (depth > 0 && rows.Any(i => !y[i].SequenceEqual(y[rows[0]])))
        {
            for (int f = 0; f < x[0].Length; f++)
            {
                double[] values = [.. rows.Select(i => x[i][f]).Distinct().Order()];
                foreach (var (a, b) in values.Zip(values.Skip(1)))
                {
                    double threshold = (a + b) / 2;
                    double loss = Loss(y, w, [.. rows.Where(i => x[i][f] <= threshold)]) + Loss(y, w, [.. rows.Where(i => x[i][f] > threshold)]);
                    if (loss < best.Loss - 1e-12)
                        best = (loss, f, threshold);
                }
            }
        }

        return best.Feature < 0
            ? new(answer, -1, 0, null, null)
            : new(
                answer, best.Feature, best.Threshold,
                Grow(x, y, w, [.. rows.Where(i => x[i][best.Feature] <= best.Threshold)], depth - 1),
                Grow(x, y, w, [.. rows.Where(i => x[i][best.Feature] > best.Threshold)], depth - 1));
    }

    public double[] Predict(double[] x) => Low is null ? Answer : (x[Feature] <= Threshold ? Low : High!).Predict(x);

    private static double Loss(double[][] y, double[] w, int[] rows)
    {
        double[] mean = Mean(y, w, rows);
        return rows.Sum(i => w[i] * y[i].Zip(mean, (a, m) => (a - m) * (a - m)).Sum());
    }

    private static double[] Mean(double[][] y, double[] w, int[] rows)
        => [.. Enumerable.Range(0, y[0].Length).Select(k => rows.Sum(i => w[i] * y[i][k]) / rows.Sum(i => w[i]))];
}
