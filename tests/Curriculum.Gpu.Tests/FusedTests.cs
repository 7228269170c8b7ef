using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Layers;

namespace Curriculum.Gpu.Tests;

/// <summary>What threads of a group do together, for lines of every length and along every axis, against the processor.</summary>
public class FusedTests
{
    // From one lane with one element to several pieces of many lanes, in numbers that no group divides.
    private static readonly int[][] Shapes = [[1], [7], [3, 2], [5, 9, 3], [2, 1, 17], [3, 70], [67, 5], [1, 300], [130, 2]];

    private static readonly Dictionary<string, Func<Tensor, int, Tensor>> Functions = new()
    {
        ["softmax"] = (x, axis) => F.Softmax(x, axis),
        ["log softmax"] = (x, axis) => F.LogSoftmax(x, axis),
        ["sum"] = (x, axis) => x.Sum(axis),
        ["largest"] = (x, axis) => x.Max(axis, keepDims: true),
        ["mean"] = (x, axis) => x.Mean(axis),
        ["variance"] = (x, axis) => x.Var(axis),
    };

    public static TheoryData<string> Names => [.. Functions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_line_of_any_length_gives_what_the_processor_gives(string name)
    {
        var random = new RandomState(2);
        foreach (int[] shape in Shapes)
        {
            for (int axis = 0; axis < shape.Length; axis++)
            {
                var x = random.RandN(shape) * 3;
                Same(x, DType.Float64, 1e-9);
                Same(x, DType.Float32, 5e-5);
                Same(x.T, DType.Float64, 1e-9);

                void Same(NdArray at, DType dtype, double tolerance)
                {
                    var (expected, actual) = (Run(at.As(dtype), axis, name), Run(at.As(dtype).To(TestDevice.Instance), axis, name));
                    DeviceAssert.Close(expected.Y, actual.Y, tolerance);
                    DeviceAssert.Close(expected.Gradient, actual.Gradient, tolerance);
                }
            }
        }
    }

    [Theory]
    [InlineData(DType.Float32, 5e-5)]
    [InlineData(DType.Float64, 1e-9)]
    public void Cross_entropy_with_every_option_is_that_of_the_processor(DType dtype, double tolerance)
    {
        var random = new RandomState(3);
        foreach (int classes in new[] { 1, 2, 5, 33, 301 })
        {
            var logits = (random.RandN(6, classes) * 4).As(dtype);
            var labels = random.RandInt(0, classes, [6]);
            labels[2] = -100;
            foreach (var reduction in Enum.GetValues<Reduction>())
            {
                foreach (double smoothing in new[] { 0, 0.1 })
                {
                    var expected = Loss(logits, labels, reduction, smoothing);
                    var there = logits.To(TestDevice.Instance);
                    foreach (var given in new[] { labels, labels.As(DType.Int32), labels.To(TestDevice.Instance) })
                    {
                        var actual = Loss(there, given, reduction, smoothing);
                        DeviceAssert.Close(expected.Y, actual.Y, tolerance);
                        DeviceAssert.Close(expected.Gradient, actual.Gradient, tolerance);
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData(DType.Float32, 1e-4)]
    [InlineData(DType.Float64, 1e-9)]
    public void A_normalisation_of_any_shape_is_that_of_the_processor(DType dtype, double tolerance)
    {
        var random = new RandomState(4);
        foreach (int[] shape in new int[][] { [5, 4], [3, 4, 2, 3], [2, 4, 1], [70, 4], [1, 4, 300] })
        {
            var x = (random.RandN(shape) * 2).As(dtype);
            // A mean that is large beside σ takes most digits away.
            foreach (var at in new[] { x, x + 100 })
            {
                NdArray gain = random.RandN(4).As(dtype), shift = random.RandN(4).As(dtype), along = random.RandN(shape[^1]).As(dtype), alongShift = random.RandN(shape[^1]).As(dtype);
                Same(t => F.BatchNorm(t[0], t[1], t[2]), at, gain, shift);
                Same(t => F.BatchNorm(t[0], t[1]), at, gain);
                Same(t => F.BatchNorm(t[0]), at);
                Same(t => F.LayerNorm(t[0], t[1], t[2]), at, along, alongShift);
                Same(t => F.LayerNorm(t[0], t[1]), at, along);
                Same(t => F.GroupNorm(t[0], 2, t[1], t[2]), at, gain, shift);
                if (shape.Length > 2)
                    Same(t => F.InstanceNorm(t[0], t[1], t[2]), at, gain, shift);
            }
        }

        void Same(Func<Tensor[], Tensor> f, params NdArray[] at)
        {
            var weights = new RandomState(5).RandN(at[0].Shape.ToArray()).As(dtype);
            var (expected, actual) = (Run(Device.Cpu), Run(TestDevice.Instance));
            for (int i = 0; i < expected.Count; i++)
                DeviceAssert.Close(expected[i], actual[i], tolerance);

            List<NdArray> Run(Device device)
            {
                Tensor[] x = Array.ConvertAll(at, a => Tensor.Variable(a.To(device)));
                var y = f(x);
                return [y.Value, .. Gradient.Of((y * Tensor.Constant(weights.To(device))).Sum(), x).Select(g => g.Value)];
            }
        }
    }

    [Theory]
    [InlineData(DType.Float32, 5e-5)]
    [InlineData(DType.Float64, 1e-9)]
    public void Attention_with_every_option_is_that_of_the_processor(DType dtype, double tolerance)
    {
        var random = new RandomState(7);
        foreach (int[] batch in new int[][] { [], [3], [3, 4] })
        {
            foreach (int keys in new[] { 1, 5, 70 })
            {
                NdArray q = random.RandN([.. batch, 6, 2]).As(dtype), k = random.RandN([.. batch, keys, 2]).As(dtype), v = random.RandN([.. batch, keys, 3]).As(dtype);
                var all = random.RandInt(0, 3, [.. batch, 6, keys]).EqualTo(0);
                foreach (var blocked in new[] { null, F.CausalMask(6, keys), all, all[.., ..1], batch.Length == 2 ? all[.., ..1, ..1] : null })
                {
                    foreach (bool needsAll in new[] { true, false })
                    {
                        var (expected, actual) = (Run(Device.Cpu), Run(TestDevice.Instance));
                        for (int i = 0; i < expected.Count; i++)
                            DeviceAssert.Close(expected[i], actual[i], tolerance);

                        List<NdArray> Run(Device device)
                        {
                            Tensor[] x = [Tensor.Variable(q.To(device)), Tensor.Variable(k.To(device)), Tensor.Variable(v.To(device))];
                            var (output, weights) = F.DotProductAttention(x[0], x[1], x[2], blocked, dropWeights: w => w * 2);
                            return [output.Value, weights.Value, .. Gradient.Of(output.Square().Sum(), needsAll ? x : x[1..2]).Select(g => g.Value)];
                        }
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData(DType.Float32, 5e-5)]
    [InlineData(DType.Float64, 1e-9)]
    public void A_recurrent_network_with_every_option_is_that_of_the_processor(DType dtype, double tolerance)
    {
        var random = new RandomState(6);
        Func<int, int, RecurrentCell>[] cells =
        [
            (d, h) => RnnCell.Create(d, h, random, dtype: dtype), (d, h) => RnnCell.Create(d, h, random, dtype: dtype, useRelu: true),
            (d, h) => LstmCell.Create(d, h, random, dtype: dtype), (d, h) => GruCell.Create(d, h, random, dtype: dtype), (d, h) => GruCell.Create(d, h, random, dtype: dtype, bias: false),
        ];
        var x = random.RandN(3, 4, 2).As(dtype);
        foreach (var cell in cells)
        {
            var network = Recurrent.Create(cell, 2, 5, layers: 2, isBidirectional: true);
            foreach (var lengths in new[] { null, NdArray.Of([2L, 4, 1]) })
            {
                foreach (bool usesOutputs in new[] { true, false })
                {
                    var (expected, actual) = (Run(Device.Cpu), Run(TestDevice.Instance));
                    for (int i = 0; i < expected.Count; i++)
                        DeviceAssert.Close(expected[i], actual[i], tolerance);

                    List<NdArray> Run(Device device)
                    {
                        var moved = network.To(device);
                        var at = Tensor.Variable(x.To(device));
                        var (outputs, final) = moved.Run(at, lengths: lengths);
                        var loss = final.Output.Square().Sum() + (final.Cell is null ? 0 : final.Cell.Square().Sum());
                        if (usesOutputs)
                            loss += (outputs * 3).Square().Sum();
                        return [outputs.Value, final.Output.Value, .. Gradient.Of(loss, [at, .. moved.Parameters.Select(p => p.Tensor)]).Select(g => g.Value)];
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData(DType.Float32, 5e-5)]
    [InlineData(DType.Float64, 1e-9)]
    public void Updates_of_one_place_add_up_however_many_there_are(DType dtype, double tolerance)
    {
        var random = new RandomState(8);
        foreach (int count in new[] { 0, 1, 32, 33, 300 })
        {
            // Every second one goes to place 3, the others anywhere.
            var indices = random.RandInt(0, 9, [count]);
            indices[Slice.Step(null, null, 2)] = 3;
            NdArray x = random.RandN(9, 4).As(dtype), updates = random.RandN(count, 4).As(dtype), turned = random.RandN(2, count, 3).As(dtype);
            DeviceAssert.Close(x.ScatterAdd(indices, updates, 0), x.To(TestDevice.Instance).ScatterAdd(indices, updates.To(TestDevice.Instance), 0), tolerance);
            var middle = NdArray.Zeros([2, 9, 3], dtype);
            DeviceAssert.Close(middle.ScatterAdd(indices, turned, 1), middle.To(TestDevice.Instance).ScatterAdd(indices, turned.To(TestDevice.Instance), 1), tolerance);
        }
    }

    [Fact]
    public void A_row_with_no_number_among_its_scores_is_none_and_leaves_the_others()
    {
        var x = NdArray.Of(new[,] { { 1.0, 2, 3 }, { double.NaN, 2, 3 }, { 1, double.PositiveInfinity, 3 } });
        foreach (var f in new Func<NdArray, NdArray>[] { a => F.Softmax(a).Value, a => F.LogSoftmax(a).Value, a => F.SoftmaxCrossEntropy(a, NdArray.Of([0L, 1, 2]), Reduction.None).Value })
            DeviceAssert.Close(f(x), f(x.To(TestDevice.Instance)), 1e-9);
    }

    private static (NdArray Y, NdArray Gradient) Run(NdArray at, int axis, string name)
    {
        var x = Tensor.Variable(at);
        var y = Functions[name](x, axis);
        return (y.Value, Gradient.Of((y * y).Sum(), x)[0].Value);
    }

    private static (NdArray Y, NdArray Gradient) Loss(NdArray at, NdArray labels, Reduction reduction, double smoothing)
    {
        var x = Tensor.Variable(at);
        var y = F.SoftmaxCrossEntropy(x, labels, reduction, ignoreIndex: -100, labelSmoothing: smoothing);
        return (y.Value, Gradient.Of(y.Square().Sum(), x)[0].Value);
    }
}
