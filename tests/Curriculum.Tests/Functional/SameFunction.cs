using Curriculum.Arrays;
using Curriculum.Autograd;

namespace Curriculum.Tests.Functional;

/// <summary>Holds a function that is computed in one sweep to its definition, in both types: value, gradient (as an end and as a function of its own) and the gradient's gradient.</summary>
internal static class SameFunction
{
    public static void Check(Func<Tensor[], Tensor> fast, Func<Tensor[], Tensor> definition, params NdArray[] at)
    {
        foreach (var (dtype, tolerance) in new[] { (DType.Float64, 1e-11), (DType.Float32, 5e-5) })
        {
            NdArray[] point = Array.ConvertAll(at, a => a.As(dtype));
            var (a, b) = (Derivatives(fast, point), Derivatives(definition, point));
            Assert.Equal(b.Count, a.Count);
            for (int i = 0; i < a.Count; i++)
            {
                Assert.Equal(b[i].Value.Shape, a[i].Value.Shape);
                Assert.Equal(dtype, a[i].Value.DType);
                double[] actual = a[i].Value.ToArray<double>(), expected = b[i].Value.ToArray<double>();
                // Sums of many terms that cancel lose digits in any order of summation.
                double scale = Math.Max(1, expected.Select(Math.Abs).DefaultIfEmpty().Max());
                for (int k = 0; k < actual.Length; k++)
                    Assert.True(Math.Abs(actual[k] - expected[k]) <= tolerance * scale, $"{dtype} {a[i].What}[{k}]: {actual[k]:r}, by definition {expected[k]:r}");
            }
        }
    }

    private static List<(string What, NdArray Value)> Derivatives(Func<Tensor[], Tensor> f, NdArray[] at)
    {
        var random = new RandomState(17);
        Tensor[] x = Array.ConvertAll(at, a => Tensor.Variable(a));
        var y = f(x);
        var upstream = Like(y, random);
        // Two ways: a kernel may do the first derivative alone, and steps aside for one that is differentiated again.
        var alone = Gradient.Of([y], x, [upstream], createGraph: false);
        var first = Gradient.Of([y], x, [upstream], createGraph: true);
        var along = first.Select(g => (g * Like(g, random)).Sum()).Aggregate((p, q) => p + q);
        var second = Gradient.Of(along, x, createGraph: false);
        return
        [
            ("value", y.Value),
            .. alone.Select((g, i) => ($"gradient {i}", g.Value)),
            .. first.Select((g, i) => ($"differentiable gradient {i}", g.Value)),
            .. second.Select((g, i) => ($"second derivative {i}", g.Value)),
        ];
    }

    private static NdArray Like(Tensor y, RandomState random) => random.RandN(y.Shape.ToArray()).As(y.DType);
}
