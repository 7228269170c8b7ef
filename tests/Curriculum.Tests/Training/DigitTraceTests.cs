using System.Text.Json;
using Curriculum.Arrays;
using Curriculum.Data;
using Curriculum.Functional;
using Curriculum.Layers;
using Curriculum.Optimizers;
using Curriculum.Tests.Data;
using Curriculum.Training;

namespace Curriculum.Tests.Training;

/// <summary>Thousands of steps on real digits in float64, replayed number for number: <c>Traces/make_mnist10k.py</c> made the reference with NumPy.</summary>
public class DigitTraceTests
{
    private const double Tolerance = 1e-8;

    private static readonly JsonSerializerOptions PythonNames = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private static readonly Lazy<Trace[]> Traces = new(() => JsonSerializer.Deserialize<Trace[]>(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Traces", "mnist10k.json")), PythonNames)!);

    public static TheoryData<string> Names => [.. Traces.Value.Select(t => t.Name)];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void A_run_on_real_digits_is_replayed_from_its_seed(string name)
    {
        ImageDataTests.SkipUnlessHere("mnist10k");
        var trace = Traces.Value.Single(t => t.Name == name);
        var data = ImageData.Load("mnist10k");
        var train = Exact(data.Train);
        var random = new RandomState(0);
        var model = Net(trace, random);
        var losses = new List<double>();
        var trainer = new Trainer(model, (scores, targets) =>
        {
            var loss = F.SoftmaxCrossEntropy(scores, targets);
            losses.Add(loss.Item());
            return loss;
        }, new Sgd(model.Parameters, trace.Rate));

        trainer.Fit(() => Batches.Sample(train, 100, random), trace.Steps);

        for (int i = 0; i < trace.At.Length; i++)
            Assert.Equal(trace.Loss[i], losses[trace.At[i]], Tolerance);
        var weights = model.Layers.OfType<Linear>().Select(l => l.Weight.Value.Sum().Item()).ToArray();
        for (int i = 0; i < weights.Length; i++)
            Assert.Equal(trace.WeightSums[i], weights[i], Tolerance);
        Assert.Equal(trace.TestRight / 2000.0, Evaluation.Accuracy(model, Exact(data.Test)));
    }

    // Pixels are float32; the reference divides in float64.
    private static Dataset Exact(Dataset images) => new((images.Inputs.As(DType.Float64) * 255).Round() / 255, images.Targets);

    private static Sequential Net(Trace trace, RandomState random)
    {
        var initializer = trace.Gain == 1 ? Initializer.Xavier : Initializer.He;
        int[] sizes = [784, 40, 20, 10];
        var layers = new List<Layer>();
        for (int i = 1; i < sizes.Length; i++)
        {
            layers.Add(Linear.Create(sizes[i - 1], sizes[i], random, initializer, DType.Float64));
            if (i == sizes.Length - 1)
                break;
            if (trace.BatchNorm)
                layers.Add(BatchNorm.Create(sizes[i], 1e-6, 0.1, DType.Float64, runningEstimate: VarianceEstimate.Biased) with { RunningVariance = new LayerBuffer(NdArray.Zeros(sizes[i])) });
            layers.Add(trace.Activation == "relu" ? new Relu() : new Sigmoid());
        }

        return new Sequential(layers);
    }

    private sealed record Trace(string Name, string Activation, int Gain, double Rate, int Steps, bool BatchNorm, int[] At, double[] Loss, double[] WeightSums, int TestRight);
}
