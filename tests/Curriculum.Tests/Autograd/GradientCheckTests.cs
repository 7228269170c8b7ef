using Curriculum.Arrays;
using Curriculum.Autograd;

namespace Curriculum.Tests.Autograd;

public class GradientCheckTests
{
    private static readonly NdArray At = new RandomState(3).RandN(5, 4);

    [Fact]
    public void A_right_gradient_passes_and_prints_the_error_beside_what_to_expect()
    {
        var report = GradientCheck.Run(x => x.Tanh().Sum(), At);
        Assert.True(report.Passed);
        Assert.InRange(report.RelativeError, 0, 1e-9);
        Assert.Matches(@"^relative error (0|\d\.\de-\d+) \(expected < 1e-7\) ✓$", report.ToString());
    }

    [Fact]
    public void A_kept_array_passes_order_1_and_is_caught_by_order_2()
    {
        static Tensor Normalise(Tensor x) => new Stale().Apply(x);
        Assert.True(GradientCheck.Run(Normalise, At).Passed);
        var report = GradientCheck.Run(Normalise, At, order: 2);
        Assert.False(report.Passed);
        Assert.True(report.RelativeError > 1e-2, report.ToString());
        Assert.Equal(2, report.Worst.Order);
        Assert.Matches(@"^order 1: relative error .* ✓\s+order 2: relative error .* ✗  input 0 \[5, 4\]: analytic .*, numeric .*$", report.ToString());
        Assert.True(GradientCheck.Run(x => new Fresh().Apply(x), At, order: 2).Passed);
    }

    [Fact]
    public void The_input_with_the_wrong_gradient_is_named()
    {
        var report = GradientCheck.Run(x => x[0] * new Doubled().Apply(x[1]), [At, At]);
        Assert.False(report.Passed);
        Assert.Contains("input 1 [5, 4]: analytic", report.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("ratio 2", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_backward_pass_written_by_hand_is_checked_element_by_element()
    {
        var right = At.Tanh() is var y ? 1 - (y * y) : y;
        Assert.True(GradientCheck.Run(x => x.Tanh().Sum().Item(), At, right).Passed);
        var wrong = right.Copy();
        wrong[2, 3] = -wrong[2, 3].Item();
        var report = GradientCheck.Run(x => x.Tanh().Sum().Item(), At, wrong);
        Assert.False(report.Passed);
        Assert.Contains("element [2, 3]: analytic -", report.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("ratio -1", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_backward_pass_for_an_array_is_checked_with_its_upstream_gradient()
    {
        var upstream = new RandomState(4).RandN(5, 4);
        var gradient = upstream * At.Exp();
        Assert.True(GradientCheck.Run(x => x.Exp(), At, gradient, upstream).Passed);
        Assert.False(GradientCheck.Run(x => x.Exp(), At, At.Exp(), upstream).Passed);
        var error = Assert.Throws<ShapeException>(() => GradientCheck.Run(x => x.Exp(), At, gradient));
        Assert.Equal("GradientCheck: upstream must be [5, 4] (the shape of the result), got none. Pass the same upstream gradient that the backward pass was given.", error.Message);
    }

    [Fact]
    public void A_gradient_of_another_shape_is_refused() => Assert.Equal(
        "GradientCheck: analytic must be [5, 4] (the shape of the point), got [4]. A gradient has the shape of what it is taken by.",
        Assert.Throws<ShapeException>(() => GradientCheck.Run(x => x.Sum().Item(), At, NdArray.Zeros(4))).Message);

    [Fact]
    public void A_large_array_is_checked_at_a_sample_of_its_elements()
    {
        var at = new RandomState(1).RandN(30, 40);
        int calls = 0;
        var report = GradientCheck.Run(
            x =>
            {
                calls++;
                return x.Square().Sum().Item();
            },
            at,
            at * 2);
        Assert.True(report.Passed, report.ToString());
        Assert.InRange(calls, 400, 1000);
    }

    [Fact]
    public void Gradients_that_are_not_numbers_do_not_pass()
    {
        var report = GradientCheck.Run(x => new NotANumber().Apply(x).Sum(), At);
        Assert.False(report.Passed);
        Assert.True(double.IsNaN(report.RelativeError));
    }

    [Fact]
    public void A_function_without_curvature_passes_order_2() => Assert.True(GradientCheck.Run(x => x.Sum() * 3, At, order: 2).Passed);

    [Fact]
    public void The_point_may_be_float32() => Assert.True(GradientCheck.Run(x => x.Exp(), At.As(DType.Float32), order: 2).Passed);

    // The classic mistake: the deviation is taken from the numbers, so the second derivative does not see that it depends on x.
    private sealed record Stale : SingleOutputOperation
    {
        public override NdArray Compute(NdArray[] x) => x[0] / x[0].Square().Sum().Sqrt();

        public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy)
        {
            var length = Tensor.Constant(x[0].Value.Square().Sum().Sqrt());
            return [(gy - (y * (gy * y).Sum())) / length];
        }
    }

    private sealed record Fresh : SingleOutputOperation
    {
        public override NdArray Compute(NdArray[] x) => x[0] / x[0].Square().Sum().Sqrt();

        public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy)
        {
            var length = x[0].Square().Sum().Sqrt();
            return [(gy - (y * (gy * y).Sum())) / length];
        }
    }

    private sealed record Doubled : SingleOutputOperation
    {
        public override NdArray Compute(NdArray[] x) => x[0].Exp();

        public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [gy * y * 2];
    }

    private sealed record NotANumber : SingleOutputOperation
    {
        public override NdArray Compute(NdArray[] x) => x[0].Exp();

        public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [gy * double.NaN];
    }
}
