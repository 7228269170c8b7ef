using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Data;
using Curriculum.Functional;
using Curriculum.Layers;
using Curriculum.Optimizers;
using Curriculum.Training;

namespace Curriculum.Lessons.Experiments;

// Builds and trains a net on few digits of 28×28 pixels.
internal static class OverfitNet
{
    private const int Batch = 100;
    private const int Side = 28;
    private const int Margin = 2;

    // Weights are drawn layer by layer from the input, W [in, out] row by row; biases are zero.
    public static Sequential Build(OverfitSetting setting, RandomState random)
    {
        int[] sizes = [784, .. setting.Hidden, 10];
        var layers = new List<Layer>();
        for (int l = 1; l < sizes.Length; l++)
        {
            layers.Add(Linear.Create(sizes[l - 1], sizes[l], random, Initializer.He, setting.DType));
            if (l == sizes.Length - 1)
                break;
            layers.Add(new Relu());
            if (setting.Dropout > 0)
                layers.Add(new Dropout(setting.Dropout, setting.Rescale));
        }

        return new Sequential([.. layers]);
    }

    // One stream of random numbers a run: the weights; then in every step the indices of a batch with replacement, what augmentation needs, and the masks from input to output.
    public static (Sequential Net, VariantRun Run) Train(OverfitSetting setting, DataSplit data, uint seed)
    {
        var random = new RandomState(seed);
        var net = Build(setting, random);
        var images = Images(setting, data.Train, seed);
        var trainer = new Trainer(net, Loss, Optimizer(setting, net)) { Random = random, Penalty = Penalty(setting) };
        var accuracy = trainer.Fit(
            () => Augmented(Batches.Sample(images, Batch, random), setting.Augmentation, random), setting.Iterations, DigitNet.LogEvery, Metric.Accuracy("test", data.Test))["test"];
        return (net, new VariantRun(accuracy.Last, Evaluation.Accuracy(net, images), accuracy.Values));
    }

    // Test accuracy of one thinned net (the mean over all of them), of their averaged probabilities, and of the whole net in evaluation.
    public static (double Single, double Average, double Whole) Thinned(Sequential net, int masks, Dataset test, uint seed)
    {
        using var off = Gradient.Off();
        var pass = Pass.Training(new RandomState(seed + 1000));
        NdArray[] answers = [.. Enumerable.Range(0, masks).Select(_ => F.Softmax(net.Forward(test.Inputs, pass), 1).Value)];
        return (answers.Average(Accuracy), Accuracy(NdArray.Stack(0, answers).Mean(0)), Evaluation.Accuracy(net, test));

        double Accuracy(NdArray p) => p.ArgMax(1).EqualTo(test.Targets).Mean().Item();
    }

    // The last of the images are held out and never learned from: they tell when to stop. Measured every 20 steps.
    public static History HoldOut(OverfitSetting setting, int heldOut, DataSplit data, uint seed)
    {
        var random = new RandomState(seed);
        var net = Build(setting, random);
        var images = data.Train[..setting.Images];
        var (train, validation) = (images[..^heldOut], images[^heldOut..]);
        var trainer = new Trainer(net, Loss, new Sgd(net.Parameters, setting.LearningRate)) { Random = random };
        return trainer.Fit(
            () => Batches.Sample(train, Batch, random), setting.Iterations, 20,
            Metric.Loss("validation loss", validation, Loss), Metric.Loss("test loss", data.Test, Loss), Metric.Accuracy("test accuracy", data.Test));
    }

    // x [n, 784] → [n, 784].
    public static Dataset Augmented(Dataset batch, Augmentation augmentation, RandomState random) => augmentation switch
    {
        Augmentation.Crop => new(Cropped(batch.Inputs, random), batch.Targets),
        Augmentation.Flip => new(Flipped(batch.Inputs, random), batch.Targets),
        _ => batch,
    };

    private static Dataset Images(OverfitSetting setting, Dataset train, uint seed)
    {
        var images = train[..setting.Images];
        // A stream of its own: the net's weights and batches stay those of the other runs.
        return setting.RandomLabels ? new(images.Inputs, new RandomState(seed + 1000).RandInt(0, 10, [setting.Images])) : images;
    }

    private static Tensor Loss(Tensor y, Tensor t) => F.SoftmaxCrossEntropy(y, t);

    private static Optimizer Optimizer(OverfitSetting setting, Sequential net)
    {
        var moved = setting.OutputUntouched ? net.Layers.SkipLast(1).SelectMany(layer => layer.Parameters) : net.Parameters;
        return setting.SoftThreshold ? new ProximalSgd(moved, setting.LearningRate, setting.L1) : new Sgd(moved, setting.LearningRate);
    }

    private static Penalty? Penalty(OverfitSetting setting)
        => setting.SoftThreshold || (setting.L1 == 0 && setting.L2 == 0) ? null : new Penalty(setting.L1, setting.L2);

    private static NdArray Cropped(NdArray x, RandomState random)
    {
        int n = x.Shape[0];
        const int Padded = Side + (2 * Margin);
        var (padded, cropped) = (NdArray.Zeros([n, Padded, Padded], x.DType), NdArray.Zeros([n, Side, Side], x.DType));
        padded[.., Margin..(Margin + Side), Margin..(Margin + Side)] = x.Reshape(n, Side, Side);
        long[] corners = random.RandInt(0, (2 * Margin) + 1, [n, 2]).ToArray<long>();
        for (int i = 0; i < n; i++)
        {
            int top = (int)corners[2 * i], left = (int)corners[(2 * i) + 1];
            cropped[i] = padded[i, top..(top + Side), left..(left + Side)];
        }

        return cropped.Reshape(n, -1);
    }

    private static NdArray Flipped(NdArray x, RandomState random)
    {
        int n = x.Shape[0];
        var images = x.Reshape(n, Side, Side);
        var mirrored = random.Rand(n, 1, 1) < 0.5;
        return NdArray.Where(mirrored, images.Flip(2), images).Reshape(n, -1);
    }
}
