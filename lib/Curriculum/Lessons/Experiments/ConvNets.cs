using Curriculum.Arrays;
using Curriculum.Data;
using Curriculum.Functional;
using Curriculum.Layers;
using Curriculum.Optimizers;
using Curriculum.Training;

namespace Curriculum.Lessons.Experiments;

// The nets of exercises 2_6 and 2_7 on digits of 28×28 pixels, and their training. Weights are drawn layer by layer from the input, biases are zero.
internal static class ConvNets
{
    private static readonly Initializer Gauss = Initializer.Normal(0.01);

    // 784 – 100 – 10, with no convolution.
    public static Sequential Dense(RandomState random) => new(
        Linear.Create(784, 100, random, Gauss), new Relu(), Linear.Create(100, 10, random, Gauss));

    // 2_6: [1, 28, 28] → [30, 24, 24] → pool → [30, 12, 12] → 100 → 10.
    public static Sequential Simple(RandomState random, Layer pool) => new(
        new Reshape(1, 28, 28), Conv2d.Create(1, 30, 5, random, weights: Gauss), new Relu(), pool,
        new Flatten(), Linear.Create(30 * 12 * 12, 100, random, Gauss), new Relu(), Linear.Create(100, 10, random, Gauss));

    // A step of 2 in the convolution in place of the pooling: the same sizes behind it.
    public static Sequential Strided(RandomState random) => new(
        new Reshape(1, 28, 28), Conv2d.Create(1, 30, 5, random, stride: 2, weights: Gauss), new Relu(),
        new Flatten(), Linear.Create(30 * 12 * 12, 100, random, Gauss), new Relu(), Linear.Create(100, 10, random, Gauss));

    // 2_7: two convolutions, then pooling. 30 filters of 5×5 twice, or 16 and 32 of 3×3 with padding 1.
    public static Sequential Double(RandomState random, int first, int second, int kernel, int padding)
    {
        int side = (28 + (2 * 2 * padding) - (2 * (kernel - 1))) / 2;
        return new(
            new Reshape(1, 28, 28), Conv2d.Create(1, first, kernel, random, padding: padding, weights: Gauss), new Relu(),
            Conv2d.Create(first, second, kernel, random, padding: padding, weights: Gauss), new Relu(), new MaxPool2d(2),
            new Flatten(), Linear.Create(second * side * side, 100, random, Gauss), new Relu(), Linear.Create(100, 10, random, Gauss));
    }

    // One stream of random numbers a run: the weights, then 100 indices with replacement in every step. The shuffle has a stream of its own.
    public static (Sequential Net, VariantRun Run) Train(ConvSetting setting, DataSplit data, uint seed)
    {
        var random = new RandomState(seed);
        var net = setting.Build(random);
        var optimizer = new Adam(net.Parameters.Where(p => !(setting.FreezeFilters && IsFilter(net, p))), setting.LearningRate);
        var (train, test) = (data.Train[..setting.TrainingImages], data.Test);
        if (setting.ShufflePixels)
        {
            var order = new RandomState(seed + 1000).Permutation(784);
            (train, test) = (Shuffled(train, order), Shuffled(test, order));
        }

        var trainer = new Trainer(net, (y, t) => F.SoftmaxCrossEntropy(y, t), optimizer) { Random = random };
        var accuracy = trainer.Fit(() => Batches.Sample(train, 100, random), setting.Iterations, setting.LogEvery, Metric.Accuracy("test", test))["test"];
        return (net, new VariantRun(accuracy.Last, Evaluation.Accuracy(net, train), accuracy.Values));
    }

    // How much of its accuracy a trained net keeps when every test image moves by so many pixels: the mean over the four directions.
    public static double Kept(Sequential net, VariantRun run, Dataset test, int pixels)
    {
        (int Down, int Right)[] moves = [(pixels, 0), (-pixels, 0), (0, pixels), (0, -pixels)];
        return moves.Average(m => Evaluation.Accuracy(net, new Dataset(Moved(test.Inputs, m.Down, m.Right), test.Targets))) / run.Test;
    }

    private static bool IsFilter(Sequential net, Parameter parameter)
        => net.Layers.OfType<Conv2d>().Any(c => parameter.Tensor == c.Weight || parameter.Tensor == c.Bias);

    // What leaves on one side comes back on the other; the digits leave a margin, so that this is little ink.
    private static NdArray Moved(NdArray images, int down, int right) => images.Reshape(-1, 28, 28).Roll(down, 1).Roll(right, 2).Reshape(-1, 784);

    private static Dataset Shuffled(Dataset images, NdArray order) => new(images.Inputs.Take(order, 1), images.Targets);
}
