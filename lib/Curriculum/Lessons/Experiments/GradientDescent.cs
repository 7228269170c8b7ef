using Curriculum.Arrays;
using Curriculum.Data;

namespace Curriculum.Lessons.Experiments;

/// <summary>Day 1 Section 4: step sizes and batch sizes of plain gradient descent (the course's exercises 1_3 and 1_4_1).</summary>
/// <remarks>One stream of random numbers a run, in NumPy's order: the weights layer by layer from the input, then the indices of a batch with replacement in every step.</remarks>
public static class GradientDescent
{
    private static readonly NetSetting Course = new("relu-gauss", "relu", "gauss") { Hidden = [40], Iterations = 1000 };

    private static readonly NetSetting He = Course with { Id = "relu-he", Weights = "he" };

    /// <summary>The experiment and its variants.</summary>
    public static Experiment Experiment { get; } = new(
        "gradient-descent", "How large a step, and over how many images?", [.. Settings().Select(ToVariant)], Probe);

    private static IEnumerable<NetSetting> Settings()
    {
        yield return Course;
        yield return He;
        yield return new NetSetting("softmax-regression", "relu", "zeros") { Hidden = [], Iterations = 1000 };
        foreach (double rate in new[] { 0.001, 0.01, 1, 10 })
            yield return He with { Id = FormattableString.Invariant($"rate-{rate}"), LearningRate = rate };
        foreach (int batch in new[] { 1, 10 })
            yield return He with { Id = $"batch-{batch}", Batch = batch };

        // As many images as 1,000 steps of ten look at.
        yield return He with { Id = "steps-100", Iterations = 100 };
    }

    private static Variant ToVariant(NetSetting setting) => new(
        setting.Id,
        setting.Describe(),
        [.. Enumerable.Range(1, setting.Iterations / DigitNet.LogEvery).Select(i => i * DigitNet.LogEvery)],
        (data, seed) => DigitNet.Train(setting, data, seed).Run);

    private static Dictionary<string, double> Probe(DataSplit data, uint seed) => new()
    {
        ["regression-relu-derivative"] = Regression(seed, (u, z) => (u > 0).As(DType.Float64)),
        ["regression-sigmoid-derivative"] = Regression(seed, (u, z) => z.Sigmoid() * (1 - z.Sigmoid())),
    };

    // Exercise 1_3: a 2-10-1 ReLU network learns y = 3x₀ + 2x₁ from 1,000 single examples at rate .07; the mean loss of the last 100, with the
    // given derivative on the way back. The course's copy takes the sigmoid's, at the activation.
    private static double Regression(uint seed, Func<NdArray, NdArray, NdArray> derivative)
    {
        const double rate = 0.07;
        var random = new RandomState(seed);
        NdArray W1 = random.RandN(2, 10), b1 = NdArray.Zeros(10), W2 = random.RandN(10, 1), b2 = NdArray.Zeros(1);
        double last = 0;
        for (int step = 0; step < 1000; step++)
        {
            var x = random.Rand(1, 2);
            NdArray u = x.MatMul(W1) + b1, z = u.Maximum(0);
            var error = z.MatMul(W2) + b2 - (3 * x[.., ..1]) - (2 * x[.., 1..]);
            if (step >= 900)
                last += 0.5 * error.Square().Sum().Item() / 100;
            var delta = error.MatMul(W2, transposeB: true) * derivative(u, z);
            W2 -= rate * z.MatMul(error, transposeA: true);
            b2 -= rate * error.Sum(0);
            W1 -= rate * x.MatMul(delta, transposeA: true);
            b1 -= rate * delta.Sum(0);
        }

        return last;
    }
}
