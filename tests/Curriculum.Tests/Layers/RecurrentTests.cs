using System.Security.Cryptography;
using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional.Operations;
using Curriculum.Layers;
using Curriculum.Tests.Functional;
using Curriculum.Tests.Goldens;
using Curriculum.Tests.Processes;

namespace Curriculum.Tests.Layers;

public class RecurrentTests
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (string family in new[] { "rnn", "lstm", "gru", "padded_sequence" })
            {
                foreach (var golden in GoldenFiles.Cases(family))
                    cases.Add(family, golden.Name);
            }

            return cases;
        }
    }

    public static TheoryData<string, bool, bool> Kinds
    {
        get
        {
            var kinds = new TheoryData<string, bool, bool>();
            foreach (string kind in new[] { "rnn", "relu", "lstm", "gru" })
            {
                foreach (bool reverse in new[] { false, true })
                {
                    kinds.Add(kind, reverse, false);
                    kinds.Add(kind, reverse, true);
                }
            }

            return kinds;
        }
    }

    [Fact]
    public void Sequences_of_another_type_than_the_weights_are_computed_in_the_common_one()
    {
        Func<int, int, RecurrentCell>[] cells = [(i, h) => LstmCell.Create(i, h, new RandomState(1)), (i, h) => GruCell.Create(i, h, new RandomState(1)), (i, h) => RnnCell.Create(i, h, new RandomState(1))];
        foreach (var cell in cells)
        {
            var layer = Recurrent.Create(cell, 3, 2);
            var inDouble = layer.Map(new ParameterMap((_, weight) => Tensor.Variable(weight.Value.As(DType.Float64)), (_, buffer) => buffer));
            NdArray words = NdArray.Arange(24).Reshape(2, 4, 3), numbers = new RandomState(2).RandN(2, 4, 3);
            foreach (var x in new[] { words, numbers })
            {
                var y = layer.Forward(x);
                Assert.Equal(DType.Float64, y.DType);
                // The two biases of a cell are added as they are, in single precision.
                Assert.InRange((inDouble.Forward(x.As(DType.Float64)).Value - y.Value).Abs().Max().Item(), 0, 1e-7);
                y.Sum().Backward();
                Assert.All(layer.Parameters, parameter => Assert.Equal(DType.Float32, parameter.Tensor.Gradient!.DType));
            }
        }
    }

    [Fact]
    public void A_large_batch_of_sequences_has_the_same_bits_with_any_number_of_threads()
    {
        string expected = ChildProcess.Output<HashedRun>(("CURRICULUM_THREADS", "1"));
        Assert.Equal(expected, ChildProcess.Output<HashedRun>(("CURRICULUM_THREADS", "2")));
        Assert.Equal(expected, ChildProcess.Output<HashedRun>(("CURRICULUM_THREADS", "3"), ("DOTNET_EnableAVX512", "0")));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Cells_and_sequences_agree_with_the_reference(string family, string name) => GoldenRun.Check(family, name, run =>
    {
        string kind = family == "padded_sequence" ? run.Case.Text("kind") : family;
        if (run.Case.Text("mode") == "cell")
        {
            var state = Cell(kind, run, "").Step(run["x"], new RecurrentState(run["h0"], run.Optional("c0")));
            return Named(null, state);
        }

        bool bidirectional = run.Case.Flag("bidirectional");
        var cells = new List<RecurrentCell>();
        for (int layer = 0; layer < run.Case.Whole("num_layers"); layer++)
        {
            cells.Add(Cell(kind, run, $"_l{layer}"));
            if (bidirectional)
                cells.Add(Cell(kind, run, $"_l{layer}_reverse"));
        }

        var lengths = family == "padded_sequence" ? NdArray.Of(run.Case.Wholes("lengths")!) : null;
        var result = new Recurrent(cells, bidirectional) { BatchFirst = run.Case.Flag("batch_first") }
            .Run(run["x"], new RecurrentState(run["h0"], run.Optional("c0")), lengths);
        return Named(result.Outputs, result.Final);
    });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_sequence_in_one_sweep_equals_its_steps_with_their_derivatives(string name, bool reverse, bool padded)
    {
        var random = new RandomState(1);
        var (kind, gates) = name switch
        {
            "rnn" => (RecurrentKind.Tanh, 1),
            "relu" => (RecurrentKind.Relu, 1),
            "lstm" => (RecurrentKind.Lstm, 4),
            _ => (RecurrentKind.Gru, 3),
        };
        const int Steps = 4, Batch = 3, Size = 5;
        var operation = new RecurrentSequenceOperation(kind, new SequenceOrder(reverse, padded ? [2, 4, 1] : null));
        NdArray[] at = [random.RandN(Steps, Batch, gates * Size), random.RandN(Batch, Size), random.RandN(gates * Size, Size)];
        if (kind == RecurrentKind.Lstm)
            at = [.. at, random.RandN(Batch, Size)];
        if (kind == RecurrentKind.Gru)
            at = [.. at, random.RandN(gates * Size)];
        int outputs = kind == RecurrentKind.Lstm ? 3 : 2;
        SameFunction.Check(
            x => Tensor.Concatenate(0, [.. operation.Apply(x).Take(outputs).Select(y => y.Flatten())]),
            x => Tensor.Concatenate(0, [.. operation.Compose(x).Select(y => y.Flatten())]),
            at);
    }

    [Theory]
    [InlineData("rnn")]
    [InlineData("lstm")]
    [InlineData("gru")]
    [InlineData("peephole")]
    public void The_first_and_second_derivatives_are_right(string kind)
    {
        var random = new RandomState(3);
        var net = Recurrent.Create((d, h) => New(kind, d, h, random), 2, 3, layers: 2, isBidirectional: true);
        var parameters = net.Parameters;
        NdArray[] at = [random.RandN(2, 3, 2), .. parameters.Select(p => p.Value + (random.RandN(p.Tensor.Shape.ToArray()) * 0.1))];
        var lengths = NdArray.Of(new[] { 3, 2 });
        var report = GradientCheck.Run(
            x =>
            {
                var weights = parameters.Select((p, i) => (p.Name, x[i + 1])).ToDictionary(pair => pair.Name, pair => pair.Item2);
                return ((Recurrent)net.Map(new ParameterMap((name, _) => weights[name]))).Run(x[0], lengths: lengths).Outputs;
            },
            at, order: 2);
        Assert.True(report.Passed, report.ToString());
    }

    [Fact]
    public void Peepholes_of_zeros_change_nothing_and_others_do()
    {
        var plain = LstmCell.Create(2, 3, new RandomState(1), dtype: DType.Float64);
        var random = new RandomState(2);
        Tensor x = random.RandN(2, 4, 2);
        Tensor Run(LstmCell cell) => new Recurrent([cell]).Forward(x);
        var zeros = plain with { Peepholes = NdArray.Zeros(3, 3) };
        Assert.True((Run(plain).Value - Run(zeros).Value).Abs().Max().Item() < 1e-15);
        for (int gate = 0; gate < 3; gate++)
        {
            var seen = NdArray.Zeros(3, 3);
            seen[gate] = NdArray.Ones(3);
            Assert.True((Run(plain).Value - Run(plain with { Peepholes = seen }).Value).Abs().Max().Item() > 1e-3);
        }
    }

    // By the equations of Gers and Schmidhuber, one number at a time.
    [Fact]
    public void A_peephole_step_is_the_formula()
    {
        var random = new RandomState(4);
        var cell = LstmCell.Create(1, 1, random, dtype: DType.Float64, bias: false) with { Peepholes = NdArray.Of(new double[,] { { 0.3 }, { -0.4 }, { 0.7 } }) };
        double[] u = cell.InputWeight.Value.ToArray<double>(), w = cell.StateWeight.Value.ToArray<double>();
        double x = 0.5, h = -0.2, c = 0.9;
        double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));
        double i = Sigmoid((u[0] * x) + (w[0] * h) + (0.3 * c)), f = Sigmoid((u[1] * x) + (w[1] * h) - (0.4 * c)), g = Math.Tanh((u[2] * x) + (w[2] * h));
        double next = (f * c) + (i * g), o = Sigmoid((u[3] * x) + (w[3] * h) + (0.7 * next));
        var state = cell.Step(NdArray.Full([1, 1], x), new RecurrentState(NdArray.Full([1, 1], h), NdArray.Full([1, 1], c)));
        Assert.Equal(next, state.Cell!.Item(), 1e-14);
        Assert.Equal(o * Math.Tanh(next), state.Output.Item(), 1e-14);
    }

    [Fact]
    public void Parameters_are_named_by_layer_and_direction()
    {
        var net = Recurrent.Create((d, h) => GruCell.Create(d, h, new RandomState(1), bias: false), 4, 3, layers: 2, isBidirectional: true);
        Assert.Equal(
            ["0.Forward.InputWeight [9, 4]", "0.Forward.StateWeight [9, 3]", "0.Backward.InputWeight [9, 4]", "0.Backward.StateWeight [9, 3]",
             "1.Forward.InputWeight [9, 6]", "1.Forward.StateWeight [9, 3]", "1.Backward.InputWeight [9, 6]", "1.Backward.StateWeight [9, 3]"],
            net.Parameters.Select(p => p.ToString()));
        Assert.Equal("Recurrent GruCell 4 → 3, no bias, 2 layers, both directions", net.ToString());
    }

    [Fact]
    public void Wrong_shapes_are_errors_that_say_so()
    {
        var net = new Recurrent([LstmCell.Create(2, 3, new RandomState(1))]);
        Assert.Equal("Recurrent: x must be [n, t, 2] with at least one step, got [4, 5, 3].", Assert.Throws<ShapeException>(() => net.Forward(NdArray.Zeros(4, 5, 3))).Message);
        Assert.Equal(
            "Recurrent: lengths must be [4] numbers of 1 … 5, a length for each sequence, got [1, 2, 3, 6].",
            Assert.Throws<ShapeException>(() => net.Run(NdArray.Zeros([4, 5, 2], DType.Float32), lengths: NdArray.Of(new[] { 1, 2, 3, 6 }))).Message);
        Assert.Contains(
            "Recurrent: start must hold states [1, 4, 3] (layers · directions, n, h), h and c, got [4, 3] and none.",
            Assert.Throws<ShapeException>(() => net.Run(NdArray.Zeros([4, 5, 2], DType.Float32), new RecurrentState(NdArray.Zeros(4, 3)))).Message, StringComparison.Ordinal);
        Assert.Contains(
            "Recurrent: cell 1 must take the 3 features of the layer below, got 2.",
            Assert.Throws<ArgumentException>(() => new Recurrent([GruCell.Create(2, 3, new RandomState(1)), GruCell.Create(2, 3, new RandomState(1))])).Message, StringComparison.Ordinal);
    }

    private static RecurrentCell Cell(string kind, GoldenRun run, string suffix)
    {
        var (ih, hh, bih, bhh) = (run["weight_ih" + suffix], run["weight_hh" + suffix], run.Optional("bias_ih" + suffix), run.Optional("bias_hh" + suffix));
        return kind switch
        {
            "rnn" => new RnnCell(ih, hh, bih, bhh, run.Case.Text("nonlinearity") == "relu"),
            "lstm" => new LstmCell(ih, hh, bih, bhh),
            _ => new GruCell(ih, hh, bih, bhh),
        };
    }

    private static RecurrentCell New(string kind, int inputs, int hidden, RandomState random) => kind switch
    {
        "rnn" => RnnCell.Create(inputs, hidden, random, dtype: DType.Float64),
        "gru" => GruCell.Create(inputs, hidden, random, dtype: DType.Float64),
        _ => LstmCell.Create(inputs, hidden, random, dtype: DType.Float64, peepholes: kind == "peephole"),
    };

    private static Dictionary<string, Tensor> Named(Tensor? y, RecurrentState state)
    {
        var named = new Dictionary<string, Tensor> { ["h_n"] = state.Output };
        if (y is not null)
            named["y"] = y;
        if (state.Cell is not null)
            named["c_n"] = state.Cell;
        return named;
    }

    private sealed class HashedRun : IChildProgram
    {
        public static string Run()
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var random = new RandomState(12);
            Recurrent[] layers =
            [
                Recurrent.Create((inputs, hidden) => LstmCell.Create(inputs, hidden, random), 24, 50),
                Recurrent.Create((inputs, hidden) => GruCell.Create(inputs, hidden, random), 24, 50),
            ];
            foreach (var layer in layers)
            {
                var x = Tensor.Variable(random.RandN(41, 12, 24).As(DType.Float32));
                var y = layer.Forward(x);
                y.Square().Sum().Backward();
                foreach (var values in layer.Parameters.Select(p => p.Tensor.Gradient!).Prepend(x.Gradient!).Prepend(y.Value))
                    hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(values.ToArray<float>()));
            }

            return Convert.ToHexString(hash.GetHashAndReset());
        }
    }
}
