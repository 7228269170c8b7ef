using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Tests.Goldens;

namespace Curriculum.Tests.Autograd;

/// <summary>Whole training runs of NumPy programs, replayed with the same random stream: every step agrees to 1e-8.</summary>
public class TextbookTrainingTests
{
    public static TheoryData<string> Additions => Programs("binary_addition");

    public static TheoryData<string> DenseNets => Programs("dense_net");

    [Theory]
    [MemberData(nameof(Additions))]
    public void Binary_addition_by_a_recurrent_net_replays_step_for_step(string name)
    {
        var golden = GoldenFiles.Case("textbook_training", name);
        var random = new RandomState((uint)golden.Whole("random_state_seed"));
        int hidden = golden.Whole("hidden_size"), bits = golden.Whole("bits");
        bool isExact = golden.Text("output_delta") == "exact";
        var weights = new Dictionary<string, Tensor>
        {
            ["W_in"] = Tensor.Variable(random.RandN(2, hidden), "W_in"),
            ["W_out"] = Tensor.Variable(random.RandN(hidden, 1), "W_out"),
            ["W"] = Tensor.Variable(random.RandN(hidden, hidden), "W"),
        };
        CheckFirst(golden, "initial_", weights.ToDictionary(w => w.Key, w => w.Value.Value));
        var (losses, pairs) = (new List<double>(), new List<double>());

        for (int iteration = 0; iteration <= golden.Whole("iterations"); iteration++)
        {
            int a = (int)random.RandInt(0, 128), b = (int)random.RandInt(0, 128);
            if (pairs.Count < 20)
                pairs.AddRange([a, b]);
            Tensor z = NdArray.Zeros(1, hidden), loss = 0.0;
            for (int t = 0; t < bits; t++)
            {
                Tensor x = NdArray.Of((double)((a >> t) & 1), (b >> t) & 1).Reshape(1, 2);
                z = (x.MatMul(weights["W_in"]) + z.MatMul(weights["W"])).Sigmoid();
                var score = z.MatMul(weights["W_out"]);
                var y = isExact ? score.Sigmoid() : new SlipOfSigmoid().Apply(score);
                loss = loss + ((y - (((a + b) >> t) & 1)).Square().Sum() / 2);
            }

            if (iteration % golden.Whole("record_every") == 0)
                losses.Add(loss.Item());
            loss.Backward();
            if (iteration == 0)
                CheckFirst(golden, "first_gradient_", weights.ToDictionary(w => w.Key, w => w.Value.Gradient!));
            foreach (var w in weights.Values)
            {
                w.Assign(w.Value - (golden.Number("lr") * w.Gradient!));
                w.ClearGradient();
            }
        }

        Check(golden, "pairs", [.. pairs], 0);
        Check(golden, "losses", [.. losses]);
        CheckFirst(golden, "final_", weights.ToDictionary(w => w.Key, w => w.Value.Value));
    }

    [Theory]
    [MemberData(nameof(DenseNets))]
    public void A_classifier_replays_step_for_step(string name)
    {
        var golden = GoldenFiles.Case("textbook_training", name);
        var net = new DenseNet(golden);
        CheckFirst(golden, "initial_", new() { ["W1"] = net.Parameters["W1"].Value });
        Check(golden, "labels", net.Labels[..10].ToArray<double>(), 0);
        var update = new TextbookUpdate(golden);
        var (losses, batches) = (new List<double>(), new List<double>());

        for (int step = 0; step < golden.Whole("steps"); step++)
        {
            var batch = net.Random.RandInt(0, golden.Whole("examples"), [golden.Whole("batch_size")]);
            if (step < 3)
                batches.AddRange(batch.ToArray<double>());
            var labels = net.Labels.Take(batch, 0);
            var scores = net.Forward(net.Inputs.Take(batch, 0), isTraining: true);
            if (step % golden.Whole("record_every") == 0)
                losses.Add(net.Loss(scores.Value, labels));
            var logarithms = scores - scores.LogSumExp(1, keepDims: true);
            (-logarithms.TakeAlongAxis(labels.Reshape(-1, 1), 1).Mean()).Backward();
            if (step == 0)
                CheckFirst(golden, "first_gradient_", net.Parameters.ToDictionary(p => p.Key, p => p.Value.Gradient!));
            update.Step(net.Parameters);
        }

        var final = net.Forward(net.Inputs, isTraining: false).Value;
        Check(golden, "batches", [.. batches], 0);
        Check(golden, "losses", [.. losses]);
        Check(golden, "final_loss", [net.Loss(final, net.Labels)]);
        Check(golden, "final_accuracy", [final.ArgMax(1).EqualTo(net.Labels).As(DType.Float64).Mean().Item()]);
        CheckFirst(golden, "final_", net.Parameters.ToDictionary(p => p.Key, p => p.Value.Value));
        foreach (var (key, value) in net.Running)
        {
            Check(golden, key, value.ToArray<double>());
        }
    }

    private static TheoryData<string> Programs(string program) =>
        [.. GoldenFiles.Cases("textbook_training").Where(golden => golden.Text("program") == program).Select(golden => golden.Name)];

    // The file holds the first ten elements of each.
    private static void CheckFirst(GoldenCase golden, string prefix, Dictionary<string, NdArray> values)
    {
        foreach (var (key, value) in values)
        {
            int recorded = golden.Outputs[prefix + key].Data.Length;
            Check(golden, prefix + key, value.ToArray<double>()[..recorded]);
        }
    }

    private static void Check(GoldenCase golden, string output, double[] actual, double? tolerance = null)
    {
        var expected = golden.Outputs[output];
        Assert.Equal(expected.Data.Length, actual.Length);
        var array = NdArray.FromSpan<double>(actual, expected.Shape);
        GoldenAssert.Close(expected, expected.DType == "int64" ? array.As(DType.Int64) : array, tolerance ?? golden.TraceTolerance, output);
    }

    // The course's slip: the slope is taken at the output, as if that were the score.
    private sealed record SlipOfSigmoid : SingleOutputOperation
    {
        public override NdArray Compute(NdArray[] x) => x[0].Sigmoid();

        public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [gy * y.Sigmoid() * (1 - y.Sigmoid())];
    }

    /// <summary>The program's classifier, written with tensors.</summary>
    private sealed class DenseNet
    {
        private readonly GoldenCase _golden;
        private readonly int _layers;

        public DenseNet(GoldenCase golden)
        {
            _golden = golden;
            Random = new RandomState((uint)golden.Whole("random_state_seed"));
            int[] sizes = golden.Wholes("sizes")!;
            _layers = sizes.Length - 1;
            Inputs = Random.RandN(golden.Whole("examples"), sizes[0]);
            Labels = Random.RandInt(0, sizes[^1], [golden.Whole("examples")]);
            for (int i = 1; i <= _layers; i++)
            {
                double std = golden.Text("init") switch
                {
                    "std" => golden.Number("weight_std"),
                    "xavier" => Math.Sqrt(1.0 / sizes[i - 1]),
                    _ => Math.Sqrt(2.0 / sizes[i - 1]),
                };
                Add($"W{i}", std * Random.RandN(sizes[i - 1], sizes[i]));
                Add($"b{i}", NdArray.Zeros(sizes[i]));
                if (i == _layers || !golden.Flag("batch_norm"))
                    continue;
                Add($"gamma{i}", NdArray.Ones(sizes[i]));
                Add($"beta{i}", NdArray.Zeros(sizes[i]));
                Running[$"running_mean{i}"] = NdArray.Zeros(sizes[i]);
                Running[$"running_var{i}"] = NdArray.Zeros(sizes[i]);
            }
        }

        public RandomState Random { get; }

        public NdArray Inputs { get; }

        public NdArray Labels { get; }

        public Dictionary<string, Tensor> Parameters { get; } = [];

        public Dictionary<string, NdArray> Running { get; } = [];

        public Tensor Forward(Tensor h, bool isTraining)
        {
            for (int i = 1; i < _layers; i++)
            {
                var u = h.MatMul(Parameters[$"W{i}"]) + Parameters[$"b{i}"];
                if (_golden.Flag("batch_norm"))
                    u = (Normalise(u, i, isTraining) * Parameters[$"gamma{i}"]) + Parameters[$"beta{i}"];
                h = _golden.Text("activation") == "relu" ? Tensor.Where(u > 0.0, u, 0.0) : u.Sigmoid();
            }

            return h.MatMul(Parameters[$"W{_layers}"]) + Parameters[$"b{_layers}"];
        }

        public double Loss(NdArray scores, NdArray labels)
        {
            var p = (scores - scores.LogSumExp(1, keepDims: true)).Exp();
            return -(p.TakeAlongAxis(labels.Reshape(-1, 1), 1) + _golden.Number("log_epsilon")).Log().Mean().Item();
        }

        private Tensor Normalise(Tensor u, int layer, bool isTraining)
        {
            double epsilon = _golden.Number("bn_epsilon"), momentum = _golden.Number("bn_momentum");
            string mean = $"running_mean{layer}", variance = $"running_var{layer}";
            if (!isTraining)
                return (u - Running[mean]) / (Running[variance] + epsilon).Sqrt();
            var (mu, v) = (u.Mean(0), u.Var([0]));
            Running[mean] = (momentum * Running[mean]) + ((1 - momentum) * mu.Value);
            Running[variance] = (momentum * Running[variance]) + ((1 - momentum) * v.Value);
            return (u - mu) / (v + epsilon).Sqrt();
        }

        private void Add(string name, NdArray value) => Parameters[name] = Tensor.Variable(value, name);
    }

    /// <summary>The textbook's update rules, of which a case names one.</summary>
    private sealed class TextbookUpdate(GoldenCase golden)
    {
        private readonly Dictionary<string, (NdArray M, NdArray V)> _states = [];
        private int _step;

        public void Step(Dictionary<string, Tensor> parameters)
        {
            _step++;
            double lr = golden.Number("lr");
            foreach (var (name, parameter) in parameters)
            {
                var (w, g) = (parameter.Value, parameter.Gradient!);
                var (m, v) = _states.GetValueOrDefault(name, (NdArray.ZerosLike(w), NdArray.ZerosLike(w)));
                switch (golden.Text("optimizer"))
                {
                    case "sgd":
                        w = w - (lr * g);
                        break;
                    case "momentum":
                        m = (golden.Number("momentum") * m) - (lr * g);
                        w = w + m;
                        break;
                    case "adagrad":
                        m = m + (g * g);
                        w = w - (lr * g / (m.Sqrt() + 1e-7));
                        break;
                    case "adam":
                        double b1 = golden.Number("beta1"), b2 = golden.Number("beta2");
                        m = m + ((1 - b1) * (g - m));
                        v = v + ((1 - b2) * ((g * g) - v));
                        w = w - (lr * Math.Sqrt(1 - Math.Pow(b2, _step)) / (1 - Math.Pow(b1, _step)) * m / (v.Sqrt() + 1e-7));
                        break;
                    case var other:
                        throw new InvalidDataException(other);
                }

                _states[name] = (m, v);
                parameter.Assign(w);
                parameter.ClearGradient();
            }
        }
    }
}
