using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Data;
using Curriculum.Functional;
using Curriculum.Layers;
using Curriculum.Optimizers;
using Curriculum.Tests.Goldens;
using Curriculum.Training;

namespace Curriculum.Tests.Training;

/// <summary>Whole training runs that a NumPy program made from the same seed, replayed number for number.</summary>
public class TextbookTrainingTests
{
    public static TheoryData<string> DenseNets => [.. GoldenFiles.Cases("textbook_training").Where(c => c.Text("program") == "dense_net").Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(DenseNets))]
    public void A_classifier_of_a_numpy_textbook_is_replayed_from_its_seed(string name)
    {
        var golden = GoldenFiles.Case("textbook_training", name);
        var random = new RandomState((uint)golden.Whole("random_state_seed"));
        int[] sizes = golden.Wholes("sizes")!;
        int examples = golden.Whole("examples"), steps = golden.Whole("steps");
        var inputs = random.RandN(examples, sizes[0]);
        var labels = random.RandInt(0, sizes[^1], [examples]);
        var model = Net(golden, sizes, random);
        Compare(golden, "initial_W1", model.Parameters[0].Value);
        Compare(golden, "labels", labels.As(DType.Float64));

        // The program reports −mean log(p + ε) and differentiates without the ε.
        var losses = new List<double>();
        Tensor Loss(Tensor scores, Tensor targets)
        {
            losses.Add(LossWithEpsilon(golden, scores, targets.Value));
            return F.SoftmaxCrossEntropy(scores, targets);
        }

        NdArray[] masks = [.. Enumerable.Range(0, steps).Select(_ => random.RandInt(0, examples, [golden.Whole("batch_size")]))];
        var batches = masks.Select(mask => new Dataset(inputs.Take(mask, 0), labels.Take(mask, 0))).ToList();
        Compare(golden, "batches", NdArray.Stack(0, masks[..3]).As(DType.Float64));
        CompareFirstGradients(golden, (Sequential)model.Copy(), batches[0]);

        var trainer = new Trainer(model, Loss, MakeOptimizer(golden, model));
        trainer.Fit(batches);
        Compare(golden, "losses", NdArray.Of([.. losses.Where((_, t) => t % golden.Whole("record_every") == 0)]));
        foreach (var (key, value) in NamesOf(model))
            Compare(golden, "final_" + key, value);
        foreach (var (layer, i) in model.Layers.OfType<BatchNorm>().Select((layer, i) => (layer, i + 1)))
        {
            Compare(golden, $"running_mean{i}", layer.RunningMean.Value);
            Compare(golden, $"running_var{i}", layer.RunningVariance.Value);
        }

        var data = new Dataset(inputs, labels);
        Compare(golden, "final_loss", NdArray.Of(LossWithEpsilon(golden, model.Forward(inputs), labels)));
        Compare(golden, "final_accuracy", NdArray.Of(Evaluation.Accuracy(model, data, batchSize: 7)));
    }

    private static Sequential Net(GoldenCase golden, int[] sizes, RandomState random)
    {
        var initializer = golden.Text("init") switch
        {
            "std" => Initializer.Normal(golden.Number("weight_std")),
            "xavier" => Initializer.Xavier,
            _ => Initializer.He,
        };
        var layers = new List<Layer>();
        for (int i = 1; i < sizes.Length; i++)
        {
            layers.Add(Linear.Create(sizes[i - 1], sizes[i], random, initializer, DType.Float64));
            if (i == sizes.Length - 1)
                break;
            if (golden.Flag("batch_norm"))
                layers.Add(Normalisation(sizes[i], golden.Number("bn_epsilon"), golden.Number("bn_momentum")));
            layers.Add(golden.Text("activation") == "relu" ? new Relu() : new Sigmoid());
        }

        return new Sequential(layers);
    }

    // The textbook's running statistics start at 0 and take up the biased variance.
    private static BatchNorm Normalisation(int features, double epsilon, double kept) => BatchNorm.Create(features, epsilon, 1 - kept, DType.Float64) with
    {
        RunningVariance = new LayerBuffer(NdArray.Zeros(features)),
        RunningEstimate = VarianceEstimate.Biased,
    };

    private static Optimizer MakeOptimizer(GoldenCase golden, Layer model) => golden.Text("optimizer") switch
    {
        "sgd" => new Sgd(model.Parameters, golden.Number("lr")),
        "momentum" => new Momentum(model.Parameters, golden.Number("lr"), golden.Number("momentum")),
        "adagrad" => new AdaGrad(model.Parameters, golden.Number("lr")),
        _ => new Adam(model.Parameters, golden.Number("lr"), golden.Number("beta1"), golden.Number("beta2")),
    };

    private static double LossWithEpsilon(GoldenCase golden, Tensor scores, NdArray labels)
    {
        var right = F.Softmax(scores).Value.TakeAlongAxis(labels.ExpandDims(1), 1);
        return -(right + golden.Number("log_epsilon")).Log().Mean().Item();
    }

    private static void CompareFirstGradients(GoldenCase golden, Sequential model, Dataset batch)
    {
        F.SoftmaxCrossEntropy(model.Forward(batch.Inputs, Pass.Training()), batch.Targets).Backward();
        foreach (var (key, parameter) in NamesOf(model).Keys.Zip(model.Parameters))
            Compare(golden, "first_gradient_" + key, parameter.Gradient!);
    }

    // The program's names in the order of the model's parameters: W1, b1, gamma1, beta1, W2 …
    private static Dictionary<string, NdArray> NamesOf(Sequential model)
    {
        int linear = 0, norm = 0;
        return model.Parameters.ToDictionary(p => p.Name.Split('.')[1] switch
        {
            "Weight" => $"W{++linear}",
            "Bias" => $"b{linear}",
            "Gain" => $"gamma{++norm}",
            _ => $"beta{norm}",
        }, p => p.Value);
    }

    // The reference keeps the first ten elements of long arrays.
    private static void Compare(GoldenCase golden, string name, NdArray actual)
    {
        double[] expected = golden.Outputs[name].Data, values = actual.ToArray<double>();
        Assert.True(values.Length == expected.Length || (expected.Length == 10 && values.Length > 10), $"{golden} {name}: {values.Length} values, expected {expected.Length}");
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(values[i] - expected[i]) <= golden.TraceTolerance * Math.Max(1, Math.Abs(expected[i])), $"{golden} {name}[{i}]: {values[i]:r}, expected {expected[i]:r}");
    }
}
