using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Autograd.Operations;
using Curriculum.Lessons.Experiments;

namespace Curriculum.Tests.Autograd;

public class OperationGradientTests
{
    [Theory]
    [MemberData(nameof(OperationCases.Names), MemberType = typeof(OperationCases))]
    public void Gradients_of_order_1_and_2_agree_with_central_differences(string name)
    {
        var (f, at) = OperationCases.Case(name);
        var report = GradientCheck.Run(f, at, order: 2);
        Assert.True(report.Passed, report.ToString());
    }

    [Fact]
    public void Every_differentiable_operation_is_among_those_checked()
    {
        // Sign is flat, and a change of precision is too coarse for differences: both have tests of their own below. The slip of a learner's report is wrong on purpose.
        Type[] elsewhere = [typeof(Sign), typeof(Cast), typeof(SlippedSigmoid)];
        var seen = new HashSet<Type>(elsewhere);
        foreach (var (f, at) in OperationCases.Cases)
        {
            Tensor[] x = Array.ConvertAll(at, a => Tensor.Variable(a));
            var y = f(x).Sum();
            GraphWalk.Collect(y, seen);
            foreach (var gradient in Gradient.Of(y, x, createGraph: true))
            {
                GraphWalk.Collect(gradient, seen);
            }
        }

        Assert.Equal([], GraphWalk.AllOperations.Except(seen).Select(type => type.Name));
    }

    [Fact]
    public void Equal_elements_share_the_gradient_of_an_extreme()
    {
        var x = Tensor.Variable(NdArray.Of([2.0, 5, 5, 1, 5, 1]));
        Assert.Equal([0, 1 / 3.0, 1 / 3.0, 0, 1 / 3.0, 0], Gradient.Of(x.Max(), x)[0].Value.ToArray<double>());
        Assert.Equal([0, 0, 0, 0.5, 0, 0.5], Gradient.Of(x.Min(), x)[0].Value.ToArray<double>());
        var rows = x.Reshape(2, 3);
        Assert.Equal([0, 0.5, 0.5, 0, 1, 0], Gradient.Of(rows.Max(1).Sum(), x)[0].Value.ToArray<double>());
    }

    [Fact]
    public void Maximum_and_minimum_give_each_side_of_a_tie_half()
    {
        var a = Tensor.Variable(NdArray.Of([1.0, 2, 3]));
        var b = Tensor.Variable(NdArray.Of([2.0, 2, 2]));
        var larger = Gradient.Of(a.Maximum(b).Sum(), a, b);
        Assert.Equal([0, 0.5, 1], larger[0].Value.ToArray<double>());
        Assert.Equal([1, 0.5, 0], larger[1].Value.ToArray<double>());
        var smaller = Gradient.Of(a.Minimum(b).Sum(), a, b);
        Assert.Equal([1, 0.5, 0], smaller[0].Value.ToArray<double>());
        Assert.Equal([0, 0.5, 1], smaller[1].Value.ToArray<double>());
    }

    [Fact]
    public void At_their_kinks_abs_has_gradient_0_and_clip_passes_the_ends()
    {
        var x = Tensor.Variable(NdArray.Of([-2.0, -1, 0, 1, 2]));
        Assert.Equal([-1, -1, 0, 1, 1], Gradient.Of(x.Abs().Sum(), x)[0].Value.ToArray<double>());
        Assert.Equal([0, 1, 1, 1, 0], Gradient.Of(x.Clip(-1, 1).Sum(), x)[0].Value.ToArray<double>());
        Assert.Equal([0, 0, 0, 0, 0], Gradient.Of(x.Sign().Sum(), x)[0].Value.ToArray<double>());
    }

    [Fact]
    public void The_gradient_of_a_product_with_a_zero_is_the_product_of_the_others()
    {
        var x = Tensor.Variable(NdArray.Of([2.0, 0, 3]));
        Assert.Equal([0, 6, 0], Gradient.Of(x.Prod(), x)[0].Value.ToArray<double>());
        Assert.Equal(0, x.Prod().Item());
        Assert.Equal([1, 1], Tensor.Variable(NdArray.Zeros(2, 0)).Prod(1).Value.ToArray<double>());
        double[] expected = new RandomState(1).RandN(3, 7).Prod(1).ToArray<double>(), actual = Tensor.Constant(new RandomState(1).RandN(3, 7)).Prod(1).Value.ToArray<double>();
        Assert.Equal(expected, actual, (a, b) => Math.Abs(a - b) <= 1e-14);
    }

    [Fact]
    public void Einsum_of_tensors_is_that_of_arrays_and_explains_the_same_mistakes()
    {
        NdArray a = new RandomState(1).RandN(3, 5), b = new RandomState(2).RandN(5, 2);
        Assert.Equal(NdArray.Einsum("ij,jk->ki", a, b).ToArray<double>(), Tensor.Einsum("ij,jk->ki", a, b).Value.ToArray<double>());
        Assert.Equal(NdArray.Einsum("ii", a.MatMul(a, transposeB: true)).Item(), Tensor.Einsum("ii", a.MatMul(a, transposeB: true)).Item(), 1e-12);
        Assert.Equal("Einsum: \"j\" in \"ij,jk->ik\" must have one length, got 5 and 3.", Assert.Throws<ShapeException>(() => Tensor.Einsum("ij,jk->ik", a, a)).Message);
        Assert.Equal("Einsum: a letter that occurs twice in \"ii\" must name axes of equal length, got 3 and 5.", Assert.Throws<ShapeException>(() => Tensor.Einsum("ii", a)).Message);
        Assert.Equal("Einsum: \"ijk\" in \"ijk->i\" must name each of the 2 axes of [3, 5] by a letter.", Assert.Throws<ShapeException>(() => Tensor.Einsum("ijk->i", a)).Message);
    }

    [Fact]
    public void Sorted_elements_take_their_gradients_back_to_their_places()
    {
        var x = Tensor.Variable(NdArray.Of([3.0, 1, 2, 1]));
        Assert.Equal([1, 1, 2, 3], x.Sort().Value.ToArray<double>());
        Assert.Equal([4, 1, 3, 2], Gradient.Of((x.Sort() * NdArray.Of(1, 2, 3, 4)).Sum(), x)[0].Value.ToArray<double>());
        var (values, indices) = x.TopK(2);
        Assert.Equal([0L, 2], indices.ToArray<long>());
        Assert.Equal([10, 0, 20, 0], Gradient.Of((values * NdArray.Of(10, 20)).Sum(), x)[0].Value.ToArray<double>());
    }

    [Fact]
    public void Powers_of_zero_have_finite_gradients()
    {
        var x = Tensor.Variable(NdArray.Of([0.0, 0, 0]));
        var p = Tensor.Variable(NdArray.Of([0.0, 1, 2]));
        var gradients = Gradient.Of(x.Pow(p).Sum(), x, p);
        Assert.Equal([0, 1, 0], gradients[0].Value.ToArray<double>());
        Assert.Equal([0, 0, 0], gradients[1].Value.ToArray<double>());
        Assert.Equal([0, 0, 0], Gradient.Of(x.Pow(0).Sum() + x.Sum() * 0, x)[0].Value.ToArray<double>());
        Assert.Equal([1, 1, 1], Gradient.Of(x.Pow(1).Sum(), x)[0].Value.ToArray<double>());
    }

    [Fact]
    public void A_number_takes_the_type_of_the_tensor_it_meets()
    {
        var x = Tensor.Variable(NdArray.Of(new float[] { 1, 2 }));
        Assert.Equal(DType.Float32, (x * 2.5 + 1).DType);
        Assert.Equal(DType.Float32, x.Maximum(0.5).DType);
        Assert.Equal(DType.Float32, Tensor.Where(x > 1.5, x, 0.0).DType);
        Assert.Equal(DType.Float64, (x * NdArray.Of([2.5, 1])).DType);
    }

    [Fact]
    public void A_gradient_has_the_type_of_its_variable()
    {
        var single = Tensor.Variable(NdArray.Of(new float[] { 1, 2 }));
        var twice = Tensor.Variable(NdArray.Of([3.0, 4]));
        var gradients = Gradient.Of((single * twice).Sum(), single, twice);
        Assert.Equal(DType.Float32, gradients[0].DType);
        Assert.Equal([3f, 4], gradients[0].Value.ToArray<float>());
        Assert.Equal(DType.Float64, gradients[1].DType);
        Assert.Equal([1.0, 2], gradients[1].Value.ToArray<double>());
    }
}
