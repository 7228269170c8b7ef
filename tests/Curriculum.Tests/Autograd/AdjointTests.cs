using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Autograd.Operations;
using Curriculum.Functional.Operations;
using Curriculum.Lessons.Experiments;

namespace Curriculum.Tests.Autograd;

/// <summary>The gradient of a linear operation A is its adjoint: ⟨A x, v⟩ = ⟨x, Aᵀ v⟩ for all x and v.</summary>
public class AdjointTests
{
    private static readonly Window2d Window = Window2d.Symmetric((3, 2), (2, 1), (1, 0));
    private static readonly PoolWindow Pool = new((3, 2), (2, 1), (1, 0), 1, false);
    private static readonly HeadRows Sequences = new([4, 2, 3], 2), Others = new([1, 5, 1], 2);
    private static readonly NdArray Places = NdArray.Of([7L, 0, 3, 3]).Reshape(2, 1, 1, 2);

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
        ["array of positions"] = (x => x[NdArray.Of([2, 0, 2]), 1..], [3, 5]),
        ["into a slice"] = (x => new PartInto([1.., Slice.Step(null, null, -2)], [3, 5, 2]).Apply(x), [2, 3, 2]),
        ["into an array of positions"] = (x => new PartInto([NdArray.Of([2, 0, 2])], [3, 5]).Apply(x), [3, 5]),
        ["take"] = (x => x.Take(NdArray.Of([4, 0, 4, 1]), 1), [3, 5, 2]),
        ["take along axis"] = (x => x.TakeAlongAxis(NdArray.Of([1, 1, 0]).Reshape(3, 1), 1), [3, 5]),
        ["scatter add"] = (x => Tensor.Constant(NdArray.Zeros(3, 5)).ScatterAdd(NdArray.Of([2, 0, 2]), x, 1), [3, 3]),
        ["scatter add along axis"] = (x => Tensor.Constant(NdArray.Zeros(3, 5)).ScatterAddAlongAxis(NdArray.Of([2, 2, 0]).Reshape(3, 1), x, 1), [3, 1]),
        ["pad"] = (x => x.Pad([(1, 2), (0, 1)]), [3, 5]),
        ["flip"] = (x => x.Flip(0), [3, 5]),
        ["concatenate"] = (x => Tensor.Concatenate(0, x, x * 2), [3, 5]),
        ["split"] = (x => x.Split(1, 2, 3)[1], [3, 5]),
        ["matmul"] = (x => x.MatMul(Fixed(5, 2)), [2, 3, 5]),
        ["matmul on the right"] = (x => Tensor.Constant(Fixed(3, 5)).MatMul(x, transposeB: true), [2, 7, 5]),
        ["weighted sum in w"] = (w => new WeightedSumOperation().Apply(w, Fixed(2, 4, 5, 3)), [2, 4, 6, 5]),
        ["weighted sum in v"] = (v => new WeightedSumOperation().Apply(Fixed(2, 6, 5), v.Transpose(1, 0, 2)), [5, 2, 3]),
        ["weighted sum of packed values in w"] = (w => new PackedWeightedSumOperation(Sequences, Others).Apply(w, Fixed(7, 4)), [3, 2, 4, 5]),
        ["weighted sum of packed values in v"] = (v => new PackedWeightedSumOperation(Sequences, Others).Apply(Fixed(3, 2, 4, 5), v), [7, 4]),
        ["einsum"] = (x => Tensor.Einsum("iij,jk->ki", x, Fixed(5, 2)), [3, 3, 5]),
        ["scalar factor"] = (x => -x * 2.5 / 3, [3, 5]),
        ["sum, difference, product and quotient"] = (x => (x + x[0] - x[1..2]) * Fixed(2, 3, 5) / (Fixed(3, 1) + 10), [3, 5]),
        ["where"] = (x => Tensor.Where(Tensor.Constant(Fixed(3, 5) > 0), x, x * 3), [3, 5]),
        ["change of type"] = (x => x.As(DType.Float32).As(DType.Float64), [3, 5]),
        ["identity"] = (x => new IdentityOperation().Apply(x), [3, 5]),
        ["slope of leaky relu"] = (x => new SlopeOperation(0.3).Apply(Fixed(3, 5), x), [3, 5]),
        ["slope of tanh"] = (x => TanhSlope.Op.Apply(x, Fixed(3, 5)), [3, 5]),
        ["slope of sigmoid"] = (x => SigmoidSlope.Op.Apply(x, Fixed(3, 5)), [3, 5]),
        ["convolution in x"] = (x => new Conv2dOperation(Window, 2).Apply(x, Fixed(6, 2, 3, 2)), [2, 4, 5, 3]),
        ["convolution in w"] = (w => new Conv2dOperation(Window, 2).Apply(Fixed(2, 4, 5, 3), w), [6, 2, 3, 2]),
        ["transposed convolution in x"] = (g => new Conv2dInputGradientOperation(Window, 2, [2, 4, 5, 3]).Apply(g, Fixed(6, 2, 3, 2)), [2, 6, 3, 2]),
        ["transposed convolution in w"] = (w => new Conv2dInputGradientOperation(Window, 2, [2, 4, 5, 3]).Apply(Fixed(2, 6, 3, 2), w), [6, 2, 3, 2]),
        ["weight gradient in g"] = (g => new Conv2dWeightGradientOperation(Window, 2, [6, 2, 3, 2]).Apply(Fixed(2, 4, 5, 3), g), [2, 6, 3, 2]),
        ["weight gradient in x"] = (x => new Conv2dWeightGradientOperation(Window, 2, [6, 2, 3, 2]).Apply(x, Fixed(2, 6, 3, 2)), [2, 4, 5, 3]),
        ["unfold"] = (x => new UnfoldOperation(Window).Apply(x), [2, 1, 5, 3]),
        ["fold"] = (x => new FoldOperation(Window, [2, 1, 5, 3]).Apply(x), [2, 6, 6]),
        ["average pooling"] = (x => new AveragePoolOperation(Pool, false).Apply(x), [2, 1, 5, 3]),
        ["average pooling, adjoint"] = (x => new AveragePoolAdjointOperation(Pool, true, [2, 1, 5, 3]).Apply(x), [2, 1, 3, 2]),
        ["pick"] = (x => new PickOperation().Apply(x, Places), [2, 1, 3, 3]),
        ["place"] = (x => new PlaceOperation([2, 1, 3, 3]).Apply(x, Places), [2, 1, 1, 2]),
        ["factor a channel"] = (x => new ChannelAffineOperation().Apply(x, Fixed(1, 3, 1)), [2, 3, 5]),
        ["sums a channel"] = (x => Sums(x)[0] - (Sums(x)[1] * 2), [2, 3, 5]),
        ["gradient of standardising"] = (g => new StandardiseGradientOperation().Apply(Fixed(2, 3, 5), Fixed(1, 3, 1), g), [2, 3, 5]),
    };

    private static readonly Type[] NotLinear =
    [
        typeof(AddScalar), typeof(SubtractFrom), typeof(DivideInto), typeof(Power), typeof(PowerOf), typeof(Exp), typeof(Expm1), typeof(Log), typeof(Log1p), typeof(Sqrt), typeof(Square),
        typeof(Reciprocal), typeof(Abs), typeof(Sign), typeof(Sin), typeof(Cos), typeof(Tanh), typeof(Sigmoid), typeof(Erf), typeof(Maximum), typeof(Minimum), typeof(Max), typeof(Min), typeof(Clip),
        typeof(Var), typeof(LogSumExp), typeof(ReluOperation), typeof(ConvReluPoolOperation), typeof(LeakyReluOperation), typeof(EluOperation), typeof(SoftplusOperation), typeof(SoftmaxOperation), typeof(LogSoftmaxOperation),
        typeof(SoftmaxCrossEntropyOperation), typeof(SoftmaxCrossEntropyGradientOperation), typeof(BinaryCrossEntropyOperation), typeof(LinearOperation), typeof(AttentionWeightsOperation), typeof(PackedAttentionWeightsOperation), typeof(MaxPoolOperation),
        typeof(StandardiseOperation), typeof(NormaliseOperation), typeof(RecurrentSequenceOperation), typeof(SlippedSigmoid),
    ];

    public static TheoryData<string> LinearOperations => [.. Linear.Keys];

    [Theory]
    [MemberData(nameof(LinearOperations))]
    public void The_gradient_of_a_linear_operation_is_its_adjoint(string name)
    {
        var (a, shape) = Linear[name];
        var random = new RandomState(11);
        double precision = name == "change of type" ? 1e-5 : 1e-11;
        Tensor x = Tensor.Variable(random.RandN(shape)), z = random.RandN(shape);
        var y = a(x);
        var v = random.RandN(y.Shape.ToArray());

        var adjoint = Gradient.Of([y], [x], [v], createGraph: false)[0];

        double left = (y.Value * v).Sum().Item(), right = (x.Value * adjoint.Value).Sum().Item();
        Assert.InRange(left - right, -precision, precision);
        Assert.True(Math.Abs(left) > 1e-3, "the identity says nothing about zeros");

        // It is linear, or the identity would hold here by chance only.
        double sum = (a((x * 2) - z).Value * v).Sum().Item(), parts = (2 * left) - (a(z).Value * v).Sum().Item();
        Assert.InRange(sum - parts, -10 * precision, 10 * precision);
    }

    [Fact]
    public void Every_operation_is_tested_here_or_said_not_to_be_linear()
    {
        var seen = new HashSet<Type>();
        foreach (var (a, shape) in Linear.Values)
        {
            GraphWalk.Collect(a(Tensor.Variable(new RandomState(11).RandN(shape))), seen);
        }

        Assert.Equal([], GraphWalk.AllOperations.Except(seen).Except(NotLinear).Select(type => type.Name));
        Assert.Equal([], seen.Intersect(NotLinear).Select(type => type.Name));
    }

    private static Tensor[] Sums(Tensor x) => new ChannelSumsOperation().Apply(x, Fixed(2, 3, 5));

    private static NdArray Fixed(params int[] shape) => new RandomState(3).RandN(shape);
}
