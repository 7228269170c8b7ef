using Curriculum.Arrays;
using Curriculum.Data;
using Xunit.Abstractions;

namespace Curriculum.Tests.Data;

/// <summary>The two figures by which the generated digits were made as hard as MNIST; <c>data/README.md</c> has the command that prints them.</summary>
public class DigitsCalibrationTests(ITestOutputHelper output)
{
    [Fact]
    public void Digits_are_as_hard_as_mnist_for_a_linear_model_and_for_the_nearest_neighbour()
    {
        var split = ImageData.Load("digits");
        double linear = SoftmaxRegression(split), nearest = NearestNeighbour(split);
        output.WriteLine($"digits: softmax regression {linear:P2}, nearest neighbour {nearest:P2} (10,000 to train, 2,000 to test)");
        Assert.InRange(linear, 0.915, 0.925);
        Assert.InRange(nearest, 0.965, 0.975);
        Assert.Contains($"| `digits` (10,000 / 2,000) | {linear:P2} | {nearest:P2} |", DataCard());
    }

    [SkippableFact]
    public void Mnist10k_gives_figures_within_two_points_of_the_digits()
    {
        ImageDataTests.SkipUnlessHere("mnist10k");
        var split = ImageData.Load("mnist10k");
        double linear = SoftmaxRegression(split), nearest = NearestNeighbour(split);
        output.WriteLine($"mnist10k: softmax regression {linear:P2}, nearest neighbour {nearest:P2} (8,000 to train, 2,000 to test)");
        Assert.InRange(linear, 0.90, 0.94);
        Assert.InRange(nearest, 0.95, 0.99);
        Assert.Contains($"`mnist10k` (8,000 / 2,000) | {linear:P2} | {nearest:P2} |", DataCard());
    }

    private static string DataCard() => File.ReadAllText(Path.Combine(DataFolder.Default.Cache!, "..", "README.md"));

    /// <summary>Test accuracy of softmax(x·W + b) after 20 epochs of gradient descent on the cross-entropy: zero start, batches of 100 in file order, learning rate 0.1.</summary>
    private static double SoftmaxRegression(DataSplit split)
    {
        var w = NdArray.Zeros([784, 10], DType.Float32);
        var b = NdArray.Zeros([10], DType.Float32);
        var onehot = split.Train.Targets.OneHot(10, DType.Float32);
        for (int epoch = 0; epoch < 20; epoch++)
        {
            for (int start = 0; start < split.Train.Count; start += 100)
            {
                var (x, t) = (split.Train.Inputs[start..(start + 100)], onehot[start..(start + 100)]);
                var u = x.MatMul(w) + b;
                var e = (u - u.Max(1, keepDims: true)).Exp();
                var delta = ((e / e.Sum(1, keepDims: true)) - t) / 100;
                w -= x.MatMul(delta, transposeA: true) * 0.1;
                b -= delta.Sum(0) * 0.1;
            }
        }
        return Accuracy((split.Test.Inputs.MatMul(w) + b).ArgMax(1), split.Test.Targets);
    }

    /// <summary>Test accuracy of the label of the nearest training image: the least |x|² − 2·x·t, which is |x − t|² − |t|².</summary>
    private static double NearestNeighbour(DataSplit split)
    {
        var squares = split.Train.Inputs.Square().Sum(1);
        var distance = squares - (split.Test.Inputs.MatMul(split.Train.Inputs, transposeB: true) * 2);
        return Accuracy(split.Train.Targets.Take(distance.ArgMin(1), 0), split.Test.Targets);
    }

    private static double Accuracy(NdArray predicted, NdArray targets) => predicted.EqualTo(targets).As(DType.Float64).Mean().Item();
}
