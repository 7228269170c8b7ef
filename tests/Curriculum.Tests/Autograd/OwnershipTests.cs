using Curriculum.Arrays;
using Curriculum.Arrays.Buffers;
using Curriculum.Autograd;
using Curriculum.Tests.Processes;

namespace Curriculum.Tests.Autograd;

/// <summary>What a learner holds stays as it is, and training does not eat memory.</summary>
public class OwnershipTests
{
    [Theory]
    [InlineData(6, 4)]
    [InlineData(200, 160)]
    public void Whatever_is_held_keeps_its_numbers_over_1_000_training_steps(int inputs, int outputs)
    {
        var net = new SmallNet(inputs, outputs, batch: 8);
        var given = net.GivenWeights;
        net.Step();
        var weights = net.W.Value;
        var view = net.W.T;
        var detached = net.W.Detach();
        var row = net.W[1..3];
        var loss = net.Loss(out var hidden);
        loss.Backward();
        var gradient = net.W.Gradient!;
        NdArray? seen = null;
        using (hidden.OnGradient(g => seen = g.Value))
        {
            net.Loss(out _).Backward();
            Gradient.Of(loss, hidden);
        }

        NdArray[] held = [given, weights, view.Value, detached.Value, row.Value, hidden.Value, gradient, seen!];
        double[][] before = [.. held.Select(array => array.ToArray<double>())];
        net.W.ClearGradient();
        net.B.ClearGradient();

        for (int step = 0; step < 1000; step++)
        {
            net.Step();
        }

        for (int i = 0; i < held.Length; i++)
        {
            Assert.Equal(before[i], held[i].ToArray<double>());
        }

        Assert.Equal(before[2], view.Value.ToArray<double>());
        Assert.Equal(before[3], detached.Value.ToArray<double>());
        Assert.NotEqual(before[1], net.W.Value.ToArray<double>());
    }

    [Fact]
    public void A_variable_that_nobody_looks_at_is_updated_in_place()
    {
        var net = new SmallNet(6, 4, batch: 8);
        net.Step();
        var storage = net.W.Data.Storage;
        net.Step();
        Assert.Same(storage, net.W.Data.Storage);
        _ = net.W.Value;
        net.Step();
        Assert.NotSame(storage, net.W.Data.Storage);
    }

    [Fact]
    public void Steady_training_settles_at_a_fixed_amount_of_memory()
    {
        // A step makes about 2 MB, so 300 of them would be 600 MB.
        long growth = long.Parse(ChildProcess.Output<SteadyTraining>());
        Assert.InRange(growth, long.MinValue, 32L << 20);
    }

    [Fact]
    public void A_sweep_gives_its_own_buffers_back_before_it_ends()
    {
        // 50 operations with a gradient of 160 kB each would be 8 MB; what stays is the result.
        long growth = long.Parse(ChildProcess.Output<OneSweep>());
        Assert.InRange(growth, 160_000, 1 << 20);
    }

    [Fact]
    public void An_operation_written_elsewhere_may_keep_the_gradients_it_sees()
    {
        var kept = new List<Tensor>();
        var x = Tensor.Variable(NdArray.Ones(100, 200));
        var y = new Keeping(kept).Apply(x.Tanh()).Square().Sum();
        Gradient.Of(y, x);
        Assert.All(kept, gradient => Assert.Equal(20_000, gradient.Value.ToArray<double>().Length));
        Assert.Equal(2, kept.Count);
    }

    [Fact]
    public void A_gradient_given_to_two_variables_is_not_taken_from_one_by_the_other()
    {
        var (a, b) = (Tensor.Variable(NdArray.Ones(100, 200)), Tensor.Variable(NdArray.Ones(100, 200)));
        (a + b).Square().Sum().Backward();
        a.ClearGradient();
        Assert.Equal(4, b.Gradient![0, 0].Item());
    }

    /// <summary>How many bytes the pool grows by in 300 steps, after 300 others. In a process of its own, where no other test uses the pool.</summary>
    private sealed class SteadyTraining : IChildProgram
    {
        public static string Run()
        {
            var net = new SmallNet(300, 200, batch: 100);
            long Train(int steps)
            {
                for (int step = 0; step < steps; step++)
                {
                    net.Step();
                }

                return BufferPool.Shared.LiveBytes + BufferPool.Shared.FreeBytes;
            }

            return (-Train(300) + Train(300)).ToString();
        }
    }

    /// <summary>How many bytes of the pool are in use after a sweep that were not before it.</summary>
    private sealed class OneSweep : IChildProgram
    {
        public static string Run()
        {
            var x = Tensor.Variable(NdArray.Ones(100, 200));
            var y = x;
            for (int i = 0; i < 50; i++)
            {
                y = y.Tanh();
            }

            var loss = y.Sum();
            long before = BufferPool.Shared.LiveBytes;
            var gradient = Gradient.Of(loss, x)[0];
            long after = BufferPool.Shared.LiveBytes;
            GC.KeepAlive(gradient);
            GC.KeepAlive(loss);
            return (after - before).ToString();
        }
    }

    private sealed record Keeping(List<Tensor> Kept) : SingleOutputOperation
    {
        public override NdArray Compute(NdArray[] x) => x[0] * 2;

        public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy)
        {
            var gradient = gy * 2;
            Kept.AddRange([gy, gradient]);
            return [gradient];
        }
    }

    /// <summary>One layer, trained by gradient descent as an optimizer would: in place where it may.</summary>
    private sealed class SmallNet(int inputs, int outputs, int batch)
    {
        private readonly NdArray _x = new RandomState(2).RandN(batch, inputs);

        public NdArray GivenWeights { get; } = new RandomState(1).RandN(inputs, outputs) * 0.1;

        public Tensor W => _w ??= Tensor.Variable(GivenWeights, "W");

        public Tensor B { get; } = Tensor.Variable(NdArray.Zeros(outputs), "b");

        private Tensor? _w;

        public Tensor Loss(out Tensor hidden)
        {
            hidden = Tensor.Constant(_x).MatMul(W) + B;
            return (hidden.Tanh() - 0.5).Square().Mean();
        }

        public void Step()
        {
            Loss(out _).Backward();
            foreach (var parameter in new[] { W, B })
            {
                var updated = parameter.Data - (0.01 * parameter.GradientData!);
                parameter.DataForUpdate()[Slice.Ellipsis] = updated;
                parameter.ClearGradient();
            }
        }
    }
}
