using Curriculum.Arrays;
using Curriculum.Autograd;

namespace Curriculum.Tests.Functional;

/// <summary>Holds a function that is computed in one sweep to its definition: value, gradient and the gradient's gradient.</summary>
internal static class SameFunction
{
    public static void Check(Func<Tensor[], Tensor> fast, Func<Tensor[], Tensor> definition, params NdArray[] at)
    {
        var (a, b) = (Derivatives(fast, at), Derivatives(definition, at));
        Assert.Equal(b.Count, a.Count);
        for (int i = 0; i < a.Count; i++)
        {
            Assert.Equal(b[i].Value.Shape, a[i].Value.Shape);
            double[] actual = a[i].Value.ToArray<double>(), expected = b[i].Value.ToArray<double>();
            for (int k = 0; k < actual.Length; k++)
                Assert.True(Math.Abs(actual[k] - expected[k]) <= 1e-11 * Math.Max(1, Math.Abs(expected[k])), $"{a[i].What}[{k}]: {actual[k]:r}, by definition {expected[k]:r}");
        }
    }

    private static List<(string What, NdArray Value)> Derivatives(Func<Tensor[], Tensor> f, NdArray[] at)
    {
        var random = new RandomState(17);
        Tensor[] x = Array.ConvertAll(at, a => Tensor.Variable(a));
        var y = f(x);
        var first = Gradient.Of((y * random.RandN(y.Shape.ToArray())).Sum(), x, createGraph: true);
        var along = first.Select(g => (g * random.RandN(g.Shape.ToArray())).Sum()).Aggregate((p, q) => p + q);
        var second = Gradient.Of(along, x, createGraph: false);
        return
        [
            ("value", y.Value),
            .. first.Select((g, i) => ($"gradient {i}", g.Value)),
            .. second.Select((g, i) => ($"second derivative {i}", g.Value)),
        ];
    }
}
