using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Ensembles;
using Curriculum.Functional;
using Curriculum.Layers;
using Curriculum.Optimizers;

namespace Curriculum.Tests.Processes;

/// <summary>What is computed on one thread and on many has the same bits.</summary>
[Collection(nameof(ThreadCount))]
public class ThreadCountTests
{
    [Fact]
    public void A_convolution_and_its_gradient()
    {
        var random = new RandomState(4);
        var (x, w) = (random.RandN(5, 3, 9, 8).As(DType.Float32), random.RandN(4, 3, 3, 3).As(DType.Float32));
        Same<float>(() =>
        {
            var weight = Tensor.Variable(w);
            var y = F.Conv2d(x, weight, padding: 1);
            return [.. y.Value.ToArray<float>(), .. Gradient.Of(y.Square().Sum(), weight)[0].Value.ToArray<float>()];
        });
    }

    [Fact]
    public void Steps_of_a_large_parameter()
    {
        var random = new RandomState(2);
        NdArray weight = random.RandN(150_001).As(DType.Float32), gradient = random.RandN(150_001).As(DType.Float32);
        Same(() =>
        {
            var parameter = Tensor.Variable(weight.Copy());
            var adam = new Adam([new Parameter("w", parameter)]) { WeightDecay = 0.1 };
            for (int step = 0; step < 3; step++)
                adam.Step([gradient]);
            return parameter.Value.ToArray<float>();
        });
    }

    [Fact]
    public void The_trees_of_a_forest()
    {
        var random = new RandomState(11);
        var (x, y) = (random.RandN(80, 4), random.RandN(80));
        Same(() => Forest.Fit(x, y, 12, new RandomState(4), new TreeSettings { Features = 2 }).Predict(x).ToArray<double>());
    }

    private static void Same<T>(Func<T[]> run) => Assert.Equal(ThreadCount.During(1, run), ThreadCount.During(3, run));
}
