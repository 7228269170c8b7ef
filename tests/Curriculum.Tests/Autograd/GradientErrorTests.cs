using Curriculum.Arrays;
using Curriculum.Autograd;

namespace Curriculum.Tests.Autograd;

/// <summary>What goes wrong most often says what, why and what to do.</summary>
public class GradientErrorTests
{
    private static readonly Tensor X = Tensor.Variable(NdArray.Of([1.0, 2]), "x");

    [Fact]
    public void Differentiating_by_a_constant_names_the_cure()
    {
        var c = Tensor.Constant(NdArray.Of([1.0, 2]));
        var error = Assert.Throws<GradientException>(() => Gradient.Of((c * X).Sum(), X, c));
        Assert.Equal("Gradient.Of: xs[1] [2] is a constant, so nothing was recorded for it. Make it with Tensor.Variable(…) before computing y.", error.Message);
    }

    [Fact]
    public void Differentiating_several_numbers_asks_for_a_seed()
    {
        var error = Assert.Throws<ShapeException>(() => Gradient.Of(X * 2, X));
        Assert.Equal("Gradient.Of: y must have a single element, got [2]. Reduce it first (Sum() or Mean()), or pass a seed [2].", error.Message);
        Assert.StartsWith("Backward: y must have a single element", Assert.Throws<ShapeException>(() => (X * 2).Backward()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_seed_of_another_shape_is_refused()
    {
        var error = Assert.Throws<ShapeException>(() => (X * 2).Backward(NdArray.Of([1.0, 2, 3])));
        Assert.Equal("Backward: seed must be [2] (the shape of y), got [3].", error.Message);
    }

    [Fact]
    public void A_second_derivative_without_createGraph_is_an_error_and_not_a_zero()
    {
        var slope = Gradient.Of((X * X).Sum(), X)[0];
        var error = Assert.Throws<GradientException>(() => Gradient.Of(slope.Sum(), X));
        Assert.Contains("pass createGraph: true to the first derivative", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Backward_of_what_was_not_recorded_says_so()
    {
        Tensor y;
        using (Gradient.Off())
        {
            y = (X * X).Sum();
        }

        Assert.Contains("was computed inside Gradient.Off()", Assert.Throws<GradientException>(() => y.Backward()).Message, StringComparison.Ordinal);
        Assert.Contains("does not depend on any variable", Assert.Throws<GradientException>(() => Tensor.Constant(NdArray.Scalar(1)).Backward()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_recorded_before_an_assignment_cannot_be_differentiated()
    {
        var w = Tensor.Variable(NdArray.Of([1.0, 2]), "weight");
        var loss = (w * w).Sum();
        w.Assign(NdArray.Of([3.0, 4]));
        var error = Assert.Throws<GradientException>(() => loss.Backward());
        Assert.Equal(
            "Multiply: its input 'weight' [2] was assigned to (by an optimizer's step or by Assign) after this computation was recorded, " +
            "so its derivative would mix old and new values. Compute the loss again after each assignment.",
            error.Message);
        (w * w).Sum().Backward();
        Assert.Equal([6, 8], w.Gradient!.ToArray<double>());
    }

    [Fact]
    public void Only_leaves_can_be_assigned_to_and_only_values_that_fit()
    {
        var w = Tensor.Variable(NdArray.Of([1.0, 2]));
        Assert.Equal(
            "Assign: only a variable or a constant can be given new numbers; this tensor was computed by MultiplyScalar. Use Detach() first, or change its inputs.",
            Assert.Throws<GradientException>(() => (w * 2).Assign(NdArray.Of([1.0, 2]))).Message);
        Assert.Equal(
            "Assign: value must be [2] as before, got [3]. Make a new Tensor.Variable for another shape.",
            Assert.Throws<ShapeException>(() => w.Assign(NdArray.Zeros(3))).Message);
        Assert.Equal(
            "Assign: value must be Float64 as before, got Float32. Use value.As(DType.Float64).",
            Assert.Throws<DTypeException>(() => w.Assign(NdArray.Of(new float[] { 1, 2 }))).Message);
    }

    [Fact]
    public void A_variable_of_whole_numbers_is_refused() => Assert.Equal(
        "Variable: value must be Float32 or Float64, got Int32. Derivatives need real numbers: use value.As(DType.Float64).",
        Assert.Throws<DTypeException>(() => Tensor.Variable(NdArray.Of([1, 2]))).Message);

    [Fact]
    public void A_hook_on_a_constant_is_refused() => Assert.Contains(
        "OnGradient: this tensor is a constant",
        Assert.Throws<GradientException>(() => Tensor.Constant(NdArray.Scalar(1)).OnGradient(_ => { })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void An_operation_whose_gradient_does_not_fit_is_named()
    {
        Assert.Equal(
            "Careless.Backward: gradient 0 must be [2] Float64 (as input 0), got [3, 2] Float64. Undo broadcasting with SumTo(x.Shape), and a change of type with As(x.DType).",
            Assert.Throws<GradientException>(() => Gradient.Of(new Careless(1).Apply(X).Sum(), X)).Message);
        Assert.Equal(
            "Careless.Backward: must return 1 gradients, one an input (null where there is none), got 2.",
            Assert.Throws<GradientException>(() => Gradient.Of(new Careless(2).Apply(X).Sum(), X)).Message);
    }

    [Fact]
    public void An_operation_without_output_is_named() => Assert.Equal(
        "Empty.Forward: must return at least one array, got none.",
        Assert.Throws<GradientException>(() => new Empty().Apply(X)).Message);

    [Fact]
    public void Shapes_that_do_not_fit_are_named_by_the_arrays() =>
        Assert.Throws<ShapeException>(() => X + Tensor.Constant(NdArray.Zeros(3)));

    private sealed record Careless(int Gradients) : SingleOutputOperation
    {
        public override NdArray Compute(NdArray[] x) => x[0].BroadcastTo([3, 2]) + 0.0;

        public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [.. Enumerable.Repeat(gy, Gradients)];
    }

    private sealed record Empty : Operation
    {
        public override NdArray[] Forward(NdArray[] x) => [];

        public override Tensor?[] Backward(Tensor[] x, Tensor[] y, Tensor?[] gy) => [null];
    }
}
