using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Autograd.Operations;

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
        // Sign is flat, and a change of precision is too coarse for differences; both have tests of their own below.
        Type[] elsewhere = [typeof(Sign), typeof(Cast)];
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

        var all = typeof(Operation).Assembly.GetTypes().Where(type => type.Namespace == typeof(Sign).Namespace && type.IsSubclassOf(typeof(Operation)));
        Assert.Empty(all.Except(seen));
    }

    public static TheoryData<string> LinearOperations => [.. Linear.Keys];

    private static readonly Dictionary<string, (Func<Tensor, Tensor> A, int[] Shape)> Linear = new()
    {
        ["sum of axes"] = (x => x.Sum([0, 2], true), [3, 5, 2]),
        ["mean of an axis"] = (x => x.Mean(1), [3, 5, 2]),
        ["cumsum"] = (x => x.CumSum(1), [3, 5, 2]),
        ["reshape"] = (x => x.Reshape(2, 15), [3, 5, 2]),
        ["transpose"] = (x => x.Transpose(1, 2, 0), [3, 5, 2]),
        ["broadcast to"] = (x => x.BroadcastTo([2, 3, 5]), [3, 1]),
        ["sum to"] = (x => x.SumTo([3, 1]), [2, 3, 5]),
        ["slice"] = (x => x[1.., Slice.Step(null, null, -2)], [3, 5, 2]),
        ["take"] = (x => x.Take(NdArray.Of([4, 0, 4, 1]), 1), [3, 5, 2]),
        ["take along axis"] = (x => x.TakeAlongAxis(NdArray.Of([1, 1, 0]).Reshape(3, 1), 1), [3, 5]),
        ["pad"] = (x => x.Pad([(1, 2), (0, 1)]), [3, 5]),
        ["flip"] = (x => x.Flip(0), [3, 5]),
        ["concatenate"] = (x => Tensor.Concatenate(0, x, x * 2), [3, 5]),
        ["split"] = (x => x.Split(1, 2, 3)[1], [3, 5]),
        ["matmul"] = (x => x.MatMul(new RandomState(3).RandN(5, 2)), [2, 3, 5]),
        ["scalar factor"] = (x => -x * 2.5 / 3, [3, 5]),
    };

    [Theory]
    [MemberData(nameof(LinearOperations))]
    public void The_gradient_of_a_linear_operation_is_its_adjoint(string name)
    {
        var (a, shape) = Linear[name];
        var random = new RandomState(11);
        var x = Tensor.Variable(random.RandN(shape));
        var y = a(x);
        var v = random.RandN(y.Shape.ToArray());

        var adjoint = Gradient.Of([y], [x], [v], createGraph: false)[0];

        double left = (y.Value * v).Sum().Item(), right = (x.Value * adjoint.Value).Sum().Item();
        Assert.InRange(left - right, -1e-12, 1e-12);
        Assert.True(Math.Abs(left) > 1e-3, "the identity says nothing about zeros");
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
