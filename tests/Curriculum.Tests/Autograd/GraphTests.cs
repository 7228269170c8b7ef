using Curriculum.Arrays;
using Curriculum.Autograd;

namespace Curriculum.Tests.Autograd;

public class GraphTests
{
    [Fact]
    public void A_chain_of_100_000_operations_has_a_gradient()
    {
        var x = Tensor.Variable(NdArray.Scalar(1));
        var y = x;
        for (int i = 0; i < 100_000; i++)
        {
            y = y + x;
        }

        Assert.Equal(100_001, Gradient.Of(y, x)[0].Item());
    }

    [Fact]
    public void A_chain_of_10_000_operations_has_a_second_derivative()
    {
        var x = Tensor.Variable(NdArray.Scalar(1));
        var y = x;
        for (int i = 0; i < 10_000; i++)
        {
            y = y * 1.0001;
        }

        var slope = Gradient.Of(y * y, [x], createGraph: true)[0];
        Assert.Equal(2 * Math.Pow(1.0001, 20_000), Gradient.Of(slope, x)[0].Item(), 1e-8);
    }

    [Fact]
    public void Only_operations_between_the_output_and_the_inputs_are_visited()
    {
        var count = new Counter();
        var w = Tensor.Variable(NdArray.Of([1.0, 2]));
        var before = new Counting(count).Apply(w);
        var x = new Counting(count).Apply(before);
        var aside = new Counting(count).Apply(w);
        var y = (new Counting(count).Apply(x) * aside).Sum();

        var gradient = Gradient.Of(y, x)[0];

        Assert.Equal(1, count.Backward);
        Assert.Equal([1, 2], gradient.Value.ToArray<double>());
    }

    [Fact]
    public void An_operation_is_told_which_gradients_are_wanted()
    {
        var count = new Counter();
        var (a, b) = (Tensor.Variable(NdArray.Scalar(2)), Tensor.Variable(NdArray.Scalar(3)));
        var y = new Wanted(count).Apply(a, b);
        Gradient.Of(y, a);
        Assert.Equal([true, false], count.Wanted);
        Gradient.Of(y, a, b);
        Assert.Equal([true, true], count.Wanted);
    }

    [Fact]
    public void A_tensor_used_twice_gets_both_gradients()
    {
        var x = Tensor.Variable(NdArray.Scalar(3));
        var y = x * x;
        Assert.Equal(4 * 27, Gradient.Of(y * y, x)[0].Item());
    }

    [Fact]
    public void A_sum_of_gradients_that_an_addition_hands_to_two_inputs_stays_as_it_is_for_the_second()
    {
        var (a, b) = (Tensor.Variable(NdArray.Of([1.0, 2])), Tensor.Variable(NdArray.Of([5.0, 7])));
        var u = a + b;
        var aside = a * 3;

        var gradients = Gradient.Of((aside + (u * u + u)).Sum(), a, b);

        Assert.Equal([16, 22], gradients[0].Value.ToArray<double>());   // 2u + 1 + 3
        Assert.Equal([13, 19], gradients[1].Value.ToArray<double>());   // 2u + 1
    }

    [Fact]
    public void Every_stage_of_a_residual_chain_has_its_own_gradient()
    {
        var h = Tensor.Variable(NdArray.Of([1.0, 2]));
        var stages = new List<Tensor> { h };
        var seen = new List<Tensor>();
        for (int i = 0; i < 4; i++)
        {
            h = h + h * 2;
            h.OnGradient(seen.Add);
            stages.Add(h);
        }

        Assert.Equal([81, 27, 9, 3, 1], Gradient.Of(h.Sum(), [.. stages]).Select(g => g.Value[0].Item()));
        Assert.Equal([1, 3, 9, 27], seen.Select(g => g.Value[0].Item()));
    }

    [Fact]
    public void In_random_graphs_of_sums_every_node_has_the_gradient_that_counting_paths_gives()
    {
        var random = new RandomState(0);
        for (int graph = 0; graph < 100; graph++)
        {
            var nodes = new List<Tensor> { Tensor.Variable(NdArray.Of([1.0, 1])), Tensor.Variable(NdArray.Of([1.0, 1])) };
            var inputs = new List<(int A, int B, int Factor)> { default, default };
            while (nodes.Count < 14)
            {
                var (a, b, factor) = ((int)random.RandInt(0, nodes.Count), (int)random.RandInt(0, nodes.Count), (int)random.RandInt(-2, 3));
                nodes.Add(factor == 1 ? nodes[a] + nodes[b] : factor == -1 ? nodes[a] - nodes[b] : nodes[a] + nodes[b] * factor);
                inputs.Add((a, b, factor));
            }

            // By hand, from the last node to the first: what a node has gathered goes once to A and times the factor to B.
            var expected = new double[nodes.Count];
            expected[^1] = 1;
            for (int i = nodes.Count - 1; i >= 2; i--)
            {
                expected[inputs[i].A] += expected[i];
                expected[inputs[i].B] += inputs[i].Factor * expected[i];
            }

            Assert.Equal(expected, Gradient.Of(nodes[^1].Sum(), [.. nodes]).Select(g => g.Value[1].Item()));
        }
    }

    [Fact]
    public void The_same_input_may_be_asked_for_twice_and_with_what_lies_behind_it()
    {
        var x = Tensor.Variable(NdArray.Scalar(3));
        var h = x * 2;
        var y = h * h;
        var gradients = Gradient.Of(y, x, h, x, y);
        Assert.Equal([24, 12, 24, 1], gradients.Select(g => g.Item()));
    }

    [Fact]
    public void An_operation_may_have_several_outputs_and_get_gradients_for_some()
    {
        var x = Tensor.Variable(NdArray.Of([1.0, 2, 3, 4]));
        var parts = new Halves().Apply(x);
        Assert.Equal([0, 0, 6, 8], Gradient.Of(parts[1].Square().Sum(), x)[0].Value.ToArray<double>());
        Assert.Equal([3, 4, 1, 2], Gradient.Of((parts[0] * parts[1]).Sum(), x)[0].Value.ToArray<double>());
        var report = GradientCheck.Run(v => { var p = new Halves().Apply(v); return p[0].Exp() * p[1].Square(); }, NdArray.Of([1.0, 2, 3, 4]), order: 2);
        Assert.True(report.Passed, report.ToString());
    }

    [Fact]
    public void An_output_of_whole_numbers_is_a_constant()
    {
        var x = Tensor.Variable(NdArray.Of([1.0, 5, 3]));
        var parts = new LargestWithIndex().Apply(x);
        Assert.True(parts[0].IsTracked);
        Assert.False(parts[1].IsTracked);
        Assert.Equal([0, 1, 0], Gradient.Of(parts[0], x)[0].Value.ToArray<double>());
    }

    [Fact]
    public void The_derivative_of_what_does_not_depend_on_x_is_zero()
    {
        var x = Tensor.Variable(NdArray.Of([1.0, 2]));
        var other = Tensor.Variable(NdArray.Scalar(2));
        Assert.Equal([0, 0], Gradient.Of(other * 3, x)[0].Value.ToArray<double>());
        var slope = Gradient.Of((x * 3).Sum(), [x], createGraph: true)[0];
        Assert.Equal([0, 0], Gradient.Of(slope.Sum(), x)[0].Value.ToArray<double>());
    }

    [Fact]
    public void Third_derivatives_work()
    {
        var x = Tensor.Variable(NdArray.Scalar(2));
        var y = x * x * x * x;
        var first = Gradient.Of(y, [x], createGraph: true)[0];
        var second = Gradient.Of(first, [x], createGraph: true)[0];
        var third = Gradient.Of(second, x)[0];
        Assert.Equal([32, 48, 48], new[] { first.Item(), second.Item(), third.Item() });
    }

    [Fact]
    public void Backward_adds_up_in_the_variables_until_it_is_cleared()
    {
        var (w, b) = (Tensor.Variable(NdArray.Of([1.0, 2]), "w"), Tensor.Variable(NdArray.Scalar(0), "b"));
        var loss = ((w * 3) + b).Sum();
        Assert.Null(w.Gradient);
        loss.Backward();
        Assert.Equal([3, 3], w.Gradient!.ToArray<double>());
        Assert.Equal(2, b.Gradient!.Item());
        var held = w.Gradient;
        loss.Backward();
        Assert.Equal([6, 6], w.Gradient!.ToArray<double>());
        Assert.Equal([3, 3], held!.ToArray<double>());
        w.ClearGradient();
        Assert.Null(w.Gradient);
        Assert.Equal(4, b.Gradient!.Item());
    }

    [Fact]
    public void Backward_takes_a_seed_for_an_output_of_several_elements()
    {
        var x = Tensor.Variable(NdArray.Of([1.0, 2]));
        (x * x).Backward(NdArray.Of([10.0, 1]));
        Assert.Equal([20, 4], x.Gradient!.ToArray<double>());
    }

    [Fact]
    public void A_gradient_is_an_ordinary_array_even_where_it_is_one_number_repeated()
    {
        var x = Tensor.Variable(NdArray.Zeros(2, 3));
        x.Sum().Backward();
        Assert.True(x.Gradient!.IsContiguous);
        Assert.Equal(new double[] { 1, 1, 1, 1, 1, 1 }, x.Gradient!.ToArray<double>());
    }

    [Fact]
    public void A_hook_sees_the_complete_gradient_of_an_intermediate_tensor()
    {
        var x = Tensor.Variable(NdArray.Of([1.0, 2]));
        var h = x * 2;
        var seen = new List<double[]>();
        var hook = h.OnGradient(g => seen.Add(g.Value.ToArray<double>()));
        var y = (h * h).Sum() + h.Sum();
        y.Backward();
        Assert.Equal([5, 9], Assert.Single(seen));
        hook.Dispose();
        hook.Dispose();
        y.Backward();
        Assert.Single(seen);
    }

    [Fact]
    public void A_hook_on_a_variable_runs_once_a_sweep()
    {
        var x = Tensor.Variable(NdArray.Scalar(3));
        var seen = new List<double>();
        using (x.OnGradient(g => seen.Add(g.Item())))
        {
            (x * x).Backward();
        }

        Assert.Equal([6], seen);
    }

    [Fact]
    public void Detached_tensors_pass_no_gradient()
    {
        var x = Tensor.Variable(NdArray.Scalar(3));
        Assert.Equal(3, Gradient.Of(x * x.Detach(), x)[0].Item());
        Assert.False(x.Detach().IsTracked);
    }

    [Fact]
    public async Task Off_records_nothing_also_after_an_await_and_ends_with_its_scope()
    {
        var x = Tensor.Variable(NdArray.Scalar(3));
        using (Gradient.Off())
        {
            Assert.False((x * x).IsTracked);
            await Task.Yield();
            Assert.False((x * x).IsTracked);
        }

        Assert.True((x * x).IsTracked);
    }

    [Fact]
    public void A_gradient_without_createGraph_records_nothing() =>
        Assert.False(Gradient.Of(Tensor.Variable(NdArray.Scalar(3)) is var x ? x * x : x, x)[0].IsTracked);

    [Fact]
    public void The_caller_may_use_his_array_of_inputs_again()
    {
        var (a, b) = (Tensor.Variable(NdArray.Of([1.0])), Tensor.Variable(NdArray.Of([2.0])));
        Tensor[] parts = [a, b];
        var y = Tensor.Concatenate(0, parts).Sum() + new Wanted(new Counter()).Apply(parts).Sum();
        parts[0] = b;
        Assert.Equal([2, 2], Gradient.Of(y, a, b).Select(g => g.Item()));
    }

    private sealed class Counter
    {
        public int Backward { get; set; }

        public bool[] Wanted { get; set; } = [];
    }

    private sealed record Counting(Counter Count) : SingleOutputOperation
    {
        public override NdArray Compute(NdArray[] x) => x[0] + 0.0;

        public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy)
        {
            Count.Backward++;
            return [gy];
        }
    }

    private sealed record Wanted(Counter Count) : SingleOutputOperation
    {
        public override NdArray Compute(NdArray[] x) => x[0] + x[1];

        public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy)
        {
            Count.Wanted = [.. x.Select(input => input.NeedsGradient)];
            return [gy, gy];
        }
    }

    private sealed record Halves : Operation
    {
        public override NdArray[] Forward(NdArray[] x) => [x[0][..2], x[0][2..]];

        public override Tensor?[] Backward(Tensor[] x, Tensor[] y, Tensor?[] gy) =>
            [Tensor.Concatenate(0, gy[0] ?? NdArray.Zeros(2), gy[1] ?? NdArray.Zeros(2))];
    }

    private sealed record LargestWithIndex : Operation
    {
        public override NdArray[] Forward(NdArray[] x) => [x[0].Max(), x[0].ArgMax()];

        public override Tensor?[] Backward(Tensor[] x, Tensor[] y, Tensor?[] gy) =>
            [gy[0] is { } g ? Tensor.Where(Tensor.Constant(NdArray.Arange(x[0].Shape[0])).EqualTo(y[1]), g, 0.0) : null];
    }
}
