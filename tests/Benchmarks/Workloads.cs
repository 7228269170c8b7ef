using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Layers;
using Curriculum.Optimizers;

namespace Curriculum.Benchmarks;

/// <summary>Every workload; those with a peer have its name and sizes in <c>peer.py</c>.</summary>
internal static class Workloads
{
    private static readonly RandomState Random = new(0);

    public static IReadOnlyList<Workload> All { get; } =
    [
        new("fma_peak", FmaPeak.Operations, () => FmaPeak.Run),
        Gemm("64", 64, 64, 64), Gemm("128", 128, 128, 128), Gemm("256", 256, 256, 256), Gemm("512", 512, 512, 512),
        Gemm("1024", 1024, 1024, 1024), Gemm("2048", 2048, 2048, 2048),
        Gemm("30x25x57600", 30, 25, 57600), Gemm("64x576x12544", 64, 576, 12544), Gemm("64x256x1024", 64, 256, 1024),
        Gemm("100x4320x100", 100, 4320, 100), Gemm("1280x128x6000", 1280, 128, 6000),
        Gemm("512_tn", 512, 512, 512, transposeA: true), Gemm("512_nt", 512, 512, 512, transposeB: true),
        Gemm("128x1280x6000_tn", 128, 1280, 6000, transposeA: true), Gemm("1280x6000x128_nt", 1280, 6000, 128, transposeB: true),
        new("bmm_attn", 2.0 * 512 * 20 * 32 * 20, () =>
        {
            var (a, b) = (Normal(512, 20, 32), Normal(512, 32, 20));
            return () => a.MatMul(b).Release();
        }),
        new("conv_mnist_fb", 3 * 2.0 * 100 * 576 * 30 * 25, () => BothWays(t => F.Conv2d(t[0], t[1], t[2]), Normal(100, 1, 28, 28), Normal(30, 1, 5, 5), Normal(30))),
        new("conv_mnist_fb_nodx", 2 * 2.0 * 100 * 576 * 30 * 25, () =>
        {
            Tensor x = Normal(100, 1, 28, 28);
            return BothWays(t => F.Conv2d(x, t[0], t[1]), Normal(30, 1, 5, 5), Normal(30));
        }),
        new("conv_32_fb", 3 * 2.0 * 64 * 1024 * 32 * 144, () =>
            BothWays(t => F.Conv2d(t[0], t[1], t[2], padding: 1), Normal(64, 16, 32, 32), Normal(32, 16, 3, 3), Normal(32))),
        new("conv_32_fwd", 2.0 * 64 * 1024 * 32 * 144, () =>
        {
            Tensor x = Normal(64, 16, 32, 32), weight = Normal(32, 16, 3, 3), bias = Normal(32);
            return () => F.Conv2d(x, weight, bias, padding: 1).Release();
        }),
        new("maxpool_fb", 0, () => BothWays(t => F.MaxPool2d(t[0], 2), Normal(100, 30, 24, 24))),
        new("batchnorm_fb", 0, () =>
        {
            var layer = BatchNorm.Create(32);
            return BothWays(t => (layer with { Gain = t[1], Shift = t[2] }).Forward(t[0], Pass.Training()), Normal(64, 32, 32, 32), Normal(32), Normal(32));
        }),
        new("layernorm_fb", 0, () => BothWays(t => F.LayerNorm(t[0], t[1], t[2]), Normal(1280, 128), Normal(128), Normal(128))),
        new("softmax_ce_fb", 0, () =>
        {
            var (x, labels) = (Tensor.Variable(Normal(1280, 6000)), Random.RandInt(0, 6000, [1280]));
            return () =>
            {
                x.ClearGradient();
                Backward(F.SoftmaxCrossEntropy(x, labels));
            };
        }),
        Recurrence("lstm_fb", 20), Recurrence("lstm_long_fb", 80),
        new("adam_5m", 0, () =>
        {
            var p = Tensor.Variable(Normal(5_000_000));
            Tensor[] gradient = [Normal(5_000_000)];
            var adam = new Adam([new Parameter("p", p)]);
            return () => adam.Step(gradient);
        }),
        new("add_bcast", 0, () =>
        {
            var (a, b) = (Normal(64, 32, 32, 32), Normal(1, 32, 1, 1));
            return () => (a + b).Release();
        }),
        Elementwise("exp", a => a.Exp()), Elementwise("tanh", a => a.Tanh()), Elementwise("sigmoid", a => a.Sigmoid()), Elementwise("log", a => a.Log()),
        Elementwise("sqrt", a => a.Sqrt()), Elementwise("relu", a => a.Maximum(0.5)), Elementwise("sum", a => a.Sum()), Elementwise("max", a => a.Max()),
        new("embed_fb", 0, () =>
        {
            Tensor words = Random.RandInt(0, 6000, [64, 20]);
            return BothWays(t => F.Embedding(words, t[0]), Normal(6000, 128));
        }),
        new("step_convnet", 0, ConvNetStep),
        new("step_transformer", 0, TransformerStep),
        new("step_translation_transformer", 0, () => TranslationSteps.Transformer(Random)),
        new("step_translation_rnn", 0, () => TranslationSteps.Rnn(Random)),
    ];

    /// <summary>Normally distributed float32 numbers.</summary>
    public static NdArray Normal(params int[] shape) => Random.RandN(shape).As(DType.Float32);

    // PyTorch frees a result where the last reference to it goes, here its owner says so.
    private static void Backward(Tensor y, Tensor? seed = null)
    {
        y.Backward(seed);
        y.Release();
    }

    private static Workload Gemm(string name, int m, int k, int n, bool transposeA = false, bool transposeB = false) => new($"gemm_{name}", 2.0 * m * k * n, () =>
    {
        var a = transposeA ? Normal(k, m) : Normal(m, k);
        var b = transposeB ? Normal(n, k) : Normal(k, n);
        return () => a.MatMul(b, transposeA, transposeB).Release();
    });

    private static Workload Elementwise(string name, Func<NdArray, NdArray> function) => new($"ew_{name}", 0, () =>
    {
        var a = (Random.Rand(1 << 20) + 0.1).As(DType.Float32);
        return () => function(a).Release();
    });

    private static Workload Recurrence(string name, int steps) => new(name, 3 * 2.0 * steps * 64 * 512 * 1024, () =>
    {
        var layer = Recurrent.Create((inputs, hidden) => LstmCell.Create(inputs, hidden, Random), 256, 256) with { BatchFirst = false };
        var weights = layer.Parameters;
        var (x, seed) = (Tensor.Variable(Normal(steps, 64, 256)), Tensor.Constant(Normal(steps, 64, 256)));
        return () =>
        {
            foreach (var weight in weights)
                weight.Tensor.ClearGradient();
            x.ClearGradient();
            Backward(layer.Forward(x), seed);
        };
    });

    // Forward, and back from a fixed gradient to every input.
    private static Action BothWays(Func<Tensor[], Tensor> function, params NdArray[] inputs)
    {
        Tensor[] x = [.. inputs.Select(a => Tensor.Variable(a))];
        var seed = Tensor.Constant(Normal([.. function(x).Shape]));
        return () =>
        {
            foreach (var t in x)
                t.ClearGradient();
            Backward(function(x), seed);
        };
    }

    private static Action ConvNetStep()
    {
        var model = new Sequential(
            Conv2d.Create(1, 30, 5, Random), new Relu(), new MaxPool2d(2), new Flatten(), Linear.Create(4320, 100, Random), new Relu(), Linear.Create(100, 10, Random));
        var adam = new Adam(model.Parameters);
        Tensor x = Normal(100, 1, 28, 28), labels = Random.RandInt(0, 10, [100]);
        return () =>
        {
            Backward(F.SoftmaxCrossEntropy(model.Forward(x, Pass.Training()), labels));
            adam.Step();
        };
    }

    private static Action TransformerStep()
    {
        var model = SmallTransformer.Create(Random);
        var adam = new Adam(model.Parameters);
        Tensor words = Random.RandInt(0, 6000, [64, 20]), labels = Random.RandInt(0, 6000, [1280]);
        return () =>
        {
            Backward(F.SoftmaxCrossEntropy(model.Forward(words, Pass.Training()).Reshape(1280, 6000), labels));
            adam.Step();
        };
    }
}
