using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Tests.Goldens;

namespace Curriculum.Tests.Autograd;

/// <summary>Derivatives of derivatives against PyTorch: Hessian-vector products, gradient penalties and MAML, as far as basic operations reach.</summary>
public class GoldenHigherOrderTests
{
    private static readonly string[] OfLayers = ["conv2d", "tanh(conv2d)", "tanh(max_pool2d)"];

    public static TheoryData<string, DType> Cases(string family)
    {
        var rows = new TheoryData<string, DType>();
        foreach (var golden in GoldenFiles.Cases(family).Where(golden => family != "higher_order" || !OfLayers.Contains(golden.Text("op"))))
        {
            rows.Add(golden.Name, DType.Float64);
            rows.Add(golden.Name, DType.Float32);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Cases), "higher_order")]
    public void Hessian_vector_products_agree(string name, DType real)
    {
        var golden = GoldenFiles.Case("higher_order", name);
        double tolerance = golden.Tolerance(real);
        string[] names = [.. golden.Gradients.Keys];
        var x = golden.Inputs.ToDictionary(input => input.Key, input => names.Contains(input.Key) ? Tensor.Variable(input.Value.ToNdArray(real)) : input.Value.ToNdArray(real));
        Tensor[] variables = [.. names.Select(key => x[key])];

        var y = Output(golden, x);
        var loss = y.Size == 1 ? y : (x["c"] * y).Sum() + (y.Square().Sum() / 2);
        var gradients = Gradient.Of(loss, variables, createGraph: true);
        var product = names.Select((key, i) => (gradients[i] * x["v_" + key]).Sum()).Aggregate((a, b) => a + b);
        var second = Gradient.Of(product, variables);

        GoldenAssert.Close(golden.Outputs["loss"], loss.Value, tolerance, $"{golden} loss");
        for (int i = 0; i < names.Length; i++)
        {
            GoldenAssert.Close(golden.Gradients[names[i]], gradients[i].Value, tolerance, $"{golden} gradient of {names[i]}");
            GoldenAssert.Close(golden.Outputs["hvp_" + names[i]], second[i].Value, tolerance, $"{golden} second derivative by {names[i]}");
        }
    }

    [Theory]
    [MemberData(nameof(Cases), "gradient_penalty")]
    public void Gradient_penalties_agree(string name, DType real)
    {
        var golden = GoldenFiles.Case("gradient_penalty", name);
        double tolerance = golden.Tolerance(real);
        string[] names = [.. golden.Gradients.Keys];
        var x = golden.Inputs.ToDictionary(input => input.Key, input => names.Contains(input.Key) ? Tensor.Variable(input.Value.ToNdArray(real)) : input.Value.ToNdArray(real));

        Tensor Critic(Tensor at)
        {
            var u = at.MatMul(x["w1"]) + x["b1"];
            var h = golden.Text("activation") switch
            {
                "tanh" => u.Tanh(),
                "leaky_relu" => Tensor.Where(u > 0.0, u, u * golden.Number("negative_slope")),
                "softplus" => u.Maximum(0.0) + (-u.Abs()).Exp().Log1p(),
                var activation => throw new InvalidDataException(activation),
            };
            return (h.MatMul(x["w2"]) + x["b2"]).Squeeze(1);
        }

        var between = Tensor.Variable(((x["eps"] * x["real"]) + ((1 - x["eps"]) * x["fake"])).Value);
        var slope = Gradient.Of(Critic(between).Sum(), [between], createGraph: true)[0];
        var norms = slope.Square().Sum(1).Sqrt();
        var excess = norms - 1;
        var penalty = golden.Number("lambda") * (golden.Flag("one_sided") ? excess.Maximum(0.0) : excess).Square().Mean();
        var (fake, genuine) = (Critic(x["fake"]), Critic(x["real"]));
        var loss = fake.Mean() - genuine.Mean() + penalty;
        var gradients = Gradient.Of(loss, [.. names.Select(key => x[key])]);

        GoldenAssert.Close(golden.Outputs["input_gradients"], slope.Value, tolerance, $"{golden} input gradients");
        GoldenAssert.Close(golden.Outputs["critic_real"], Critic(x["real"]).Value, tolerance, $"{golden} critic of real");
        GoldenAssert.Close(golden.Outputs["critic_fake"], Critic(x["fake"]).Value, tolerance, $"{golden} critic of fake");
        GoldenAssert.Close(golden.Outputs["norms"], norms.Value, tolerance, $"{golden} norms");
        GoldenAssert.Close(golden.Outputs["norms"], norms.Value, tolerance, $"{golden} norms");
        GoldenAssert.Close(golden.Outputs["critic_fake"], fake.Value, tolerance, $"{golden} critic of fakes");
        GoldenAssert.Close(golden.Outputs["critic_real"], genuine.Value, tolerance, $"{golden} critic of real examples");
        GoldenAssert.Close(golden.Outputs["penalty"], penalty.Value, tolerance, $"{golden} penalty");
        GoldenAssert.Close(golden.Outputs["loss"], loss.Value, tolerance, $"{golden} loss");
        for (int i = 0; i < names.Length; i++)
        {
            GoldenAssert.Close(golden.Gradients[names[i]], gradients[i].Value, tolerance, $"{golden} gradient of {names[i]}");
        }
    }

    [Theory]
    [MemberData(nameof(Cases), "maml")]
    public void Gradients_through_gradient_steps_agree(string name, DType real)
    {
        var golden = GoldenFiles.Case("maml", name);
        double tolerance = golden.Tolerance(real);
        string[] names = ["w1", "b1", "w2", "b2"];
        Tensor[] start = [.. names.Select(key => Tensor.Variable(golden.Inputs[key].ToNdArray(real), key))];
        int tasks = golden.Inputs["xs"].Shape[0];

        Tensor MetaLoss(bool createGraph)
        {
            Tensor Task(int task)
            {
                NdArray Part(string key) => golden.Inputs[key].ToNdArray(real)[task];
                var w = start;
                for (int step = 0; step < golden.Whole("inner_steps"); step++)
                {
                    var gradients = Gradient.Of(Loss(w, Part("xs"), Part("ys")), w, createGraph);
                    w = [.. w.Zip(gradients, (value, gradient) => value - (golden.Number("inner_lr") * gradient))];
                }

                return Loss(w, Part("xq"), Part("yq"));
            }

            return Tensor.Stack(0, [.. Enumerable.Range(0, tasks).Select(Task)]).Mean();
        }

        var loss = MetaLoss(createGraph: true);
        var exact = Gradient.Of(loss, start);
        var firstOrder = Gradient.Of(MetaLoss(createGraph: false), start);

        GoldenAssert.Close(golden.Outputs["meta_loss"], loss.Value, tolerance, $"{golden} meta loss");
        for (int i = 0; i < names.Length; i++)
        {
            GoldenAssert.Close(golden.Gradients[names[i]], exact[i].Value, tolerance, $"{golden} meta-gradient of {names[i]}");
            GoldenAssert.Close(golden.Outputs["first_order_" + names[i]], firstOrder[i].Value, tolerance, $"{golden} first-order gradient of {names[i]}");
        }
    }

    private static Tensor Loss(Tensor[] w, Tensor x, Tensor y) => ((x.MatMul(w[0]) + w[1]).Tanh().MatMul(w[2]) + w[3] - y).Square().Mean();

    private static Tensor Output(GoldenCase golden, Dictionary<string, Tensor> x) => golden.Text("op") switch
    {
        "tanh_mlp" => (x["x"].MatMul(x["w1"]) + x["b1"]).Tanh().MatMul(x["w2"]) + x["b2"],
        "layer_norm" => (Normalised(x["x"], [-1], golden.Number("epsilon")) * x["gamma"]) + x["beta"],
        "batch_norm" => BatchNorm(x["x"], x["gamma"], x["beta"], golden.Number("epsilon")),
        "softmax_cross_entropy" => CrossEntropy(x["x"], x["target"]),
        "lstm_cell" => LstmCell(x),
        "scaled_dot_attention" => Attention(x["q"], x["k"], x["v"], golden.Flag("causal")),
        var op => throw new InvalidDataException(op),
    };

    private static Tensor Normalised(Tensor x, int[] axes, double epsilon) => (x - x.Mean(axes, true)) / (x.Var(axes, true) + epsilon).Sqrt();

    private static Tensor BatchNorm(Tensor x, Tensor gamma, Tensor beta, double epsilon)
    {
        int[] channels = x.Rank == 4 ? [1, x.Shape[1], 1, 1] : [1, x.Shape[1]];
        int[] axes = x.Rank == 4 ? [0, 2, 3] : [0];
        return (Normalised(x, axes, epsilon) * gamma.Reshape(channels)) + beta.Reshape(channels);
    }

    private static Tensor CrossEntropy(Tensor x, Tensor target)
    {
        var logarithms = x - x.LogSumExp(1, keepDims: true);
        return -logarithms.TakeAlongAxis(target.ExpandDims(1), 1).Mean();
    }

    private static Tensor LstmCell(Dictionary<string, Tensor> x)
    {
        int h = x["h"].Shape[1];
        var z = (x["x"].MatMul(x["w_x"]) + x["h"].MatMul(x["w_h"]) + x["b"]).Split(1, h, h, h, h);
        var cell = (z[1].Sigmoid() * x["cell"]) + (z[0].Sigmoid() * z[2].Tanh());
        return Tensor.Concatenate(1, z[3].Sigmoid() * cell.Tanh(), cell);
    }

    private static Tensor Attention(Tensor q, Tensor k, Tensor v, bool isCausal)
    {
        var scores = q.MatMul(k, transposeB: true) / Math.Sqrt(q.Shape[^1]);
        if (isCausal)
        {
            var key = NdArray.Arange(k.Shape[1]).Reshape(1, -1);
            var query = NdArray.Arange(q.Shape[1]).Reshape(-1, 1);
            scores = Tensor.Where(key > query, -1e9, scores);
        }

        return (scores - scores.LogSumExp(-1, keepDims: true)).Exp().MatMul(v);
    }
}
