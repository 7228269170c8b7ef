using Curriculum.Arrays;
using Curriculum.Arrays.Buffers;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Tests.Processes;

namespace Curriculum.Tests.Autograd;

/// <summary>What a learner holds stays as it is, and training does not eat memory.</summary>
public class OwnershipTests
{
    // What a learner may hold on to; each is looked at only after training, and nothing else of its net is.
    private static readonly Dictionary<string, Func<SmallNet, Func<NdArray>>> Held = new()
    {
        ["the array that the variable was made from"] = net => () => net.GivenWeights,
        ["a value"] = net => net.W.Value is var value ? () => value : null!,
        ["a transposed view"] = net => net.W.T is var view ? () => view.Value : null!,
        ["a slice"] = net => net.W[1..3] is var slice ? () => slice.Value : null!,
        ["a reshaped view of a view"] = net => net.W.T.ExpandDims(0) is var view ? () => view.Value : null!,
        ["a detached tensor"] = net => net.W.Detach() is var detached ? () => detached.Value : null!,
        ["an intermediate tensor"] = net => net.Hidden() is var hidden ? () => hidden.Value : null!,
        ["a gradient of Backward"] = net => net.BackwardGradient() is var gradient ? () => gradient : null!,
        ["a gradient of Gradient.Of"] = net => Gradient.Of(SmallNet.Loss(net.Hidden()), net.W)[0] is var gradient ? () => gradient.Value : null!,
        ["a gradient seen by a hook"] = net => net.HookedGradient() is var gradient ? () => gradient.Value : null!,
    };

    public static TheoryData<string> Kinds => [.. Held.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_held_keeps_its_numbers_over_1_000_training_steps(string kind)
    {
        // Small arrays live in managed memory, large ones in the pool.
        foreach (var net in new[] { new SmallNet(6, 4, batch: 8), new SmallNet(130, 66, batch: 130) })
        {
            // The same net again, whose numbers are copied at once.
            var twin = new SmallNet(net);

            // From the first step on the net has an array of its own, which it may write into.
            twin.Step();
            net.Step();
            double[] before = Held[kind](twin)().ToArray<double>();
            var held = Held[kind](net);

            for (int step = 0; step < 1000; step++)
            {
                net.Step();
            }

            Assert.Equal(before, held().ToArray<double>());
            Assert.NotEqual(twin.W.Data.ToArray<double>(), net.W.Data.ToArray<double>());
        }
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
    public void A_released_computation_gives_its_memory_back_and_nothing_else()
    {
        const int Size = 100_000;
        var x = Tensor.Variable(NdArray.Arange(Size).As(DType.Float64));
        var doubled = x * 2;
        var read = doubled.Tanh() * 0;
        var hidden = read + doubled;
        var (view, kept, loss) = (x.Reshape(2, -1), read.Value, hidden.Square().Mean());
        loss = loss + view.Sum();
        loss.Backward();
        loss.Release();
        loss.Release();

        Assert.Throws<ReleasedArrayException>(() => hidden + 1);
        Assert.Throws<ReleasedArrayException>(() => doubled.Value.Sum());
        Assert.True(kept.IsContiguous && kept.ToArray<double>()[1] == 0);
        Assert.Equal(4.0 * Enumerable.Range(0, Size).Sum(i => (double)i * i) / Size + Enumerable.Range(0, Size).Sum(i => (double)i), loss.Item(), 1e-3);
        Assert.Equal(Size - 1, view.Value.ToArray<double>()[^1]);
        Assert.Equal((8.0 * 3 / Size) + 1, x.Gradient!.ToArray<double>()[3], 1e-12);
        Assert.Equal(3, x.Value.ToArray<double>()[3]);
    }

    [Fact]
    public void What_only_a_step_itself_reads_goes_with_a_released_computation_however_small_it_is()
    {
        var x = Tensor.Variable(NdArray.Arange(24).As(DType.Float64).Reshape(4, 6));
        var y = F.LayerNorm(x, NdArray.Ones(6), NdArray.Zeros(6));
        y.Backward(NdArray.Ones(4, 6));
        y.Release();
        Assert.Equal(0, y.Sum().Item(), 1e-12);
        Assert.All(y.Node!.Outputs[1..], number => Assert.Throws<ReleasedArrayException>(() => number.Data.ToArray<double>()));
    }

    [Fact]
    public void A_mask_of_dropout_goes_with_the_computation_that_it_was_drawn_for()
    {
        var x = Tensor.Variable(NdArray.Ones(100, 200));
        var y = F.Dropout(x, 0.5, new RandomState(1));
        var mask = Assert.Single(y.Node!.Inputs, input => !ReferenceEquals(input, x));
        y.Sum().Backward();
        double kept = mask.Data.Sum().Item();
        y.Release();
        Assert.Throws<ReleasedArrayException>(() => mask.Data.Sum().Item());
        Assert.Equal(kept, x.Gradient!.Sum().Item());
    }

    [Fact]
    public void A_gradient_that_came_through_views_gives_its_memory_back_when_it_is_cleared()
    {
        var x = Tensor.Variable(NdArray.Ones(100, 200));
        for (int i = 0; i < 2; i++)
        {
            x.Reshape(50, 400).Square().Sum().Backward();
            var gradient = x.GradientData!;
            x.ClearGradient();
            Assert.Throws<ReleasedArrayException>(() => gradient.Sum());
        }

        // Not what somebody holds, nor a variable that is seen through a view.
        var view = x.Reshape(-1).Value;
        x.Reshape(-1).Sum().Backward();
        var held = x.Gradient!;
        x.ClearGradient();
        Assert.Equal(20_000, held.Sum().Item());
        Assert.Equal(20_000, view.Sum().Item());
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
        private readonly Tensor _x = new RandomState(2).RandN(batch, inputs);
        private Tensor? _w;

        /// <summary>Another net of the same sizes, which starts from the same numbers.</summary>
        public SmallNet(SmallNet other)
            : this(other.GivenWeights.Shape[0], other.GivenWeights.Shape[1], other._x.Shape[0])
        {
        }

        public NdArray GivenWeights { get; } = new RandomState(1).RandN(inputs, outputs) * 0.1;

        public Tensor W => _w ??= Tensor.Variable(GivenWeights, "W");

        public Tensor B { get; } = Tensor.Variable(NdArray.Zeros(outputs), "b");

        public Tensor Hidden() => _x.MatMul(W) + B;

        public static Tensor Loss(Tensor hidden) => (hidden.Tanh() - 0.5).Square().Mean();

        public NdArray BackwardGradient()
        {
            Loss(Hidden()).Backward();
            var gradient = W.Gradient!;
            W.ClearGradient();
            B.ClearGradient();
            return gradient;
        }

        public Tensor HookedGradient()
        {
            var hidden = Hidden();
            Tensor? seen = null;
            hidden.OnGradient(gradient => seen = gradient);
            Gradient.Of(Loss(hidden), W);
            return seen!;
        }

        public void Step()
        {
            Loss(Hidden()).Backward();
            foreach (var parameter in new[] { W, B })
            {
                var updated = parameter.Data - (0.01 * parameter.GradientData!);
                parameter.DataForUpdate()[Slice.Ellipsis] = updated;
                parameter.ClearGradient();
            }
        }
    }
}
