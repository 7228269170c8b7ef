using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Functional.Operations;
using Curriculum.Tests.Autograd;

namespace Curriculum.Tests.Functional;

/// <summary>Every function with an operation of its own equals its definition in small steps: value, gradient, second derivative, in both types.</summary>
public class FusedPathTests
{
    private static readonly HeadRows Sequences = new([4, 2, 3], 2), Others = new([1, 5, 1], 2);
    private static readonly NdArray Labels = NdArray.Of(new[] { 2, 0, 9, 1, 1 });
    private static readonly Dictionary<string, (Func<Tensor[], Tensor> Fast, Func<Tensor[], Tensor> Definition, NdArray[] At)> Pairs = Make();

    public static TheoryData<string> Names => [.. Pairs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_function_in_one_sweep_equals_its_definition_with_its_derivatives(string name)
    {
        var (fast, definition, at) = Pairs[name];
        SameFunction.Check(fast, definition, at);
    }

    [Fact]
    public void Every_operation_of_this_room_is_among_those_compared()
    {
        // What the composed way is given its inputs by, and the recurrent sweeps, which RecurrentTests compares with their steps.
        HashSet<Type> seen = [typeof(IdentityOperation), typeof(RecurrentSequenceOperation)];
        foreach (var (fast, _, at) in Pairs.Values)
        {
            Tensor[] x = Array.ConvertAll(at, a => Tensor.Variable(a));
            var y = fast(x).Sum();
            GraphWalk.Collect(y, seen);
            foreach (var gradient in Gradient.Of(y, x, createGraph: true))
                GraphWalk.Collect(gradient, seen);
        }

        var all = GraphWalk.AllOperations.Where(type => type.Namespace == typeof(Conv2dOperation).Namespace);
        Assert.Equal([], all.Except(seen).Select(type => type.Name));
    }

    private static Dictionary<string, (Func<Tensor[], Tensor> Fast, Func<Tensor[], Tensor> Definition, NdArray[] At)> Make()
    {
        var random = new RandomState(8);
        NdArray N(params int[] shape) => random.RandN(shape);
        NdArray probabilities = random.Uniform(0.05, 0.95, [3, 4]), targets = random.Uniform(0, 1, [3, 4]);
        var places = NdArray.Of(new[] { 0, 2, 4, 11, 1, 1, 7, 9 }).As(DType.Int64).Reshape(1, 2, 2, 2);
        return new()
        {
            ["relu"] = (x => F.Relu(x[0]).Square(), x => Tensor.Where(x[0] > 0.0, x[0], 0.0).Square(), [N(3, 5)]),
            ["leaky relu"] = (x => F.LeakyRelu(x[0], 0.2).Square(), x => Tensor.Where(x[0] > 0.0, x[0], x[0] * 0.2).Square(), [N(3, 5)]),
            ["elu"] = (x => F.Elu(x[0], 0.7), x => Tensor.Where(x[0] > 0.0, x[0], (x[0].Exp() - 1) * 0.7), [N(3, 5)]),
            ["softplus"] = (x => F.Softplus(x[0]), x => (x[0].Exp() + 1).Log(), [N(3, 5)]),
            ["softmax"] = (x => F.Softmax(x[0], 0), x => Composed.Softmax(x[0], 0), [N(5, 3, 2) * 3]),
            ["softmax of short rows"] = (x => F.Softmax(x[0]), x => Composed.Softmax(x[0]), [N(3, 7, 20) * 3]),
            ["log softmax"] = (x => F.LogSoftmax(x[0], 1), x => Composed.LogSoftmax(x[0], 1), [N(5, 3, 2) * 3]),
            ["cross-entropy, mean"] = CrossEntropy(Reduction.Mean, N(5, 3)),
            ["cross-entropy, sum"] = CrossEntropy(Reduction.Sum, N(5, 3)),
            ["cross-entropy, each"] = CrossEntropy(Reduction.None, N(5, 3)),
            ["cross-entropy of positions"] = (
                x => F.SoftmaxCrossEntropy(x[0], Labels[..4].Reshape(2, 2), Reduction.Mean, 9), x => Composed.SoftmaxCrossEntropy(x[0], Labels[..4].Reshape(2, 2), Reduction.Mean, 9), [N(2, 3, 2)]),
            ["binary cross-entropy"] = (
                x => F.BinaryCrossEntropy(x[0], x[1], Reduction.None), x => -((x[1] * x[0].Log()) + ((1 - x[1]) * (1 - x[0]).Log())), [probabilities, targets]),
            ["linear"] = (x => F.Linear(x[0], x[1], x[2]).Tanh(), x => (x[0].MatMul(x[1]) + x[2]).Tanh(), [N(2, 3, 4), N(4, 5), N(5)]),
            ["linear of many rows"] = (x => F.Linear(x[0], x[1], x[2]).Tanh(), x => (x[0].MatMul(x[1]) + x[2]).Tanh(), [N(35, 4), N(4, 5), N(5)]),
            ["attention"] = (x => F.DotProductAttention(x[0], x[1], x[2]).Output, x => Attention(x[0], x[1], x[2], null), [N(2, 4, 3, 5), N(2, 4, 6, 5), N(2, 4, 6, 2)]),
            ["causal attention"] = (
                x => F.DotProductAttention(x[0], x[1], x[2], F.CausalMask(3)).Output, x => Attention(x[0], x[1], x[2], F.CausalMask(3)), [N(2, 4, 3, 5), N(2, 4, 3, 5), N(2, 4, 3, 2)]),
            ["attention of heads"] = (
                x => F.DotProductAttention(Heads(x[0]), Heads(x[1]), Heads(x[2])).Output, x => Attention(Heads(x[0]), Heads(x[1]), Heads(x[2]), null), [N(2, 3, 8), N(2, 5, 8), N(2, 5, 12)]),
            ["packed attention"] = (x => Packed(x[0], x[1], x[2], Sequences, Others, false), x => InSequence(x[0], x[1], x[2], Sequences, Others, false), [N(9, 6), N(7, 6), N(7, 4)]),
            ["packed causal attention"] = (
                x => Packed(x[0], x[1], x[2], Sequences, Sequences, true), x => InSequence(x[0], x[1], x[2], Sequences, Sequences, true), [N(9, 6), N(9, 6), N(9, 4)]),
            ["batch norm"] = (
                x => F.BatchNorm(x[0], x[1], x[2]), x => Composed.Normalise(x[0], [0, 2, 3], x[1].Reshape(3, 1, 1), x[2].Reshape(3, 1, 1)), [N(2, 3, 2, 4), N(3), N(3)]),
            ["batch norm of images"] = (
                x => F.BatchNorm(x[0], x[1], x[2]), x => Composed.Normalise(x[0], [0, 2, 3], x[1].Reshape(2, 1, 1), x[2].Reshape(2, 1, 1)), [N(2, 2, 5, 7), N(2), N(2)]),
            ["layer norm of many rows"] = (x => F.LayerNorm(x[0], x[1], x[2]), x => Composed.Normalise(x[0], [-1], x[1], x[2]), [N(131, 3), N(3), N(3)]),
            ["batch norm with given statistics"] = (
                x => F.BatchNorm(x[0], x[1], x[2], x[3], x[4].Square() + 1),
                x => (x[1].Reshape(3, 1) * (x[0] - x[3].Reshape(3, 1)) / (x[4].Square() + 1 + 1e-5).Sqrt().Reshape(3, 1)) + x[2].Reshape(3, 1), [N(2, 3, 4), N(3), N(3), N(3), N(3)]),
            ["batch norm without gain"] = (x => F.BatchNorm(x[0], null, x[1]), x => Composed.Normalise(x[0], [0], null, x[1]), [N(5, 3), N(3)]),
            ["layer norm"] = (x => F.LayerNorm(x[0], x[1], x[2]), x => Composed.Normalise(x[0], [-1], x[1], x[2]), [N(3, 2, 5), N(5), N(5)]),
            ["layer norm of two axes"] = (x => F.LayerNorm(x[0], x[1], axes: 2), x => Composed.Normalise(x[0], [-2, -1], x[1]), [N(3, 2, 5), N(2, 5)]),
            ["instance norm"] = (x => F.InstanceNorm(x[0], x[1], x[2]), x => Composed.Normalise(x[0], [2], x[1].Reshape(3, 1), x[2].Reshape(3, 1)), [N(2, 3, 7), N(3), N(3)]),
            ["group norm"] = (
                x => F.GroupNorm(x[0], 2, x[1], x[2]),
                x => (Composed.Normalise(x[0].Reshape(2, 2, 2, 5), [2, 3]).Reshape(2, 4, 5) * x[1].Reshape(4, 1)) + x[2].Reshape(4, 1), [N(2, 4, 5), N(4), N(4)]),
            ["im2col"] = (x => F.Im2Col(x[0], (3, 2), 2, 1, (1, 2)).Square(), x => Windows(x[0], (3, 2), 2, 1, (1, 2)).Square(), [N(2, 3, 5, 6)]),
            ["col2im"] = (
                x => F.Col2Im(x[0], [1, 2, 4, 5], (2, 3), (1, 2), (1, 0)).Square(),
                x => Adjoint(image => Windows(image, (2, 3), (1, 2), (1, 0), 1), [1, 2, 4, 5], x[0]).Square(), [N(10, 12)]),
            ["convolution of groups"] = (
                x => F.Conv2d(x[0], x[1], x[2], (2, 1), 1, (1, 2), 2).Tanh(), x => InGroups(x[0], x[1], x[2], (2, 1), 1, (1, 2), 2).Tanh(), [N(2, 4, 5, 6), N(6, 2, 3, 2), N(6)]),
            ["convolution as taught"] = (x => F.Conv2d(x[0], x[1], x[2], 2, 1).Tanh(), x => F.Conv2dSimple(x[0], x[1], x[2], 2, 1).Tanh(), [N(2, 3, 5, 4), N(4, 3, 3, 3), N(4)]),
            ["convolution, ReLU and pooling"] = (
                x => F.Conv2dReluMaxPool2d(x[0], x[1], x[2], null, (1, 0), (1, 2), 2, 2, null, null).Square(),
                x => Windows(F.Relu(InGroups(x[0], x[1], x[2], 1, (1, 0), (1, 2), 2)), 2, 2, 0, 1).Reshape(2, 2, 9, 6, 4).Max(4).Transpose(0, 3, 1, 2).Square(),
                [N(2, 4, 5, 21), N(6, 2, 3, 2), N(6)]),
            ["convolution of sequences"] = (
                x => F.Conv1d(x[0], x[1], x[2], 2, (3, 1), 2).Tanh(),
                x => InGroups(x[0].Pad([(0, 0), (0, 0), (3, 1)]).ExpandDims(2), x[1].ExpandDims(2), x[2], (1, 2), 0, (1, 2), 1).Squeeze(2).Tanh(), [N(2, 3, 7), N(4, 3, 3), N(4)]),
            ["transposed convolution"] = (
                x => F.ConvTranspose2d(x[0], x[1], x[2], 2, 1, (1, 0)).Tanh(),
                x => (Adjoint(image => F.Conv2dSimple(image, x[1], null, 2, 1), [2, 4, 6, 7], x[0]) + x[2].Reshape(4, 1, 1)).Tanh(), [N(2, 3, 3, 4), N(3, 4, 3, 3), N(4)]),
            ["max pooling"] = (
                x => F.MaxPool2d(x[0], (3, 2), 2).Square(), x => Windows(x[0], (3, 2), 2, 0, 1).Reshape(2, 2, 3, 3, 6).Max(4).Transpose(0, 3, 1, 2).Square(), [N(2, 3, 5, 6)]),
            ["unpooling"] = (
                x => F.MaxUnpool2d(x[0], places, [1, 2, 3, 4]).Square(), x => x[0].Reshape(1, 2, 1, 4).MatMul(places.Reshape(1, 2, 4).OneHot(12, x[0].DType)).Reshape(1, 2, 3, 4).Square(), [N(1, 2, 2, 2)]),
            ["average pooling"] = (
                x => F.AveragePool2d(x[0], (3, 2), 2, 1).Square(), x => Windows(x[0], (3, 2), 2, 1, 1).Reshape(2, 3, 4, 3, 6).Mean(4).Transpose(0, 3, 1, 2).Square(), [N(2, 3, 5, 6)]),
        };
    }

    private static (Func<Tensor[], Tensor> Fast, Func<Tensor[], Tensor> Definition, NdArray[] At) CrossEntropy(Reduction reduction, NdArray logits)
        => (x => F.SoftmaxCrossEntropy(x[0], Labels, reduction, 9), x => Composed.SoftmaxCrossEntropy(x[0], Labels, reduction, 9), [logits * 2]);

    private static Tensor Attention(Tensor q, Tensor k, Tensor v, NdArray? blocked)
    {
        var scores = q.MatMul(k, transposeB: true) / Math.Sqrt(q.Shape[^1]);
        return Composed.Softmax(blocked is null ? scores : Tensor.Where(blocked, -1e30, scores)).MatMul(v);
    }

    private static Tensor Packed(Tensor q, Tensor k, Tensor v, HeadRows queries, HeadRows keys, bool isCausal)
        => F.PackedAttention(q, k, v, queries, keys, null, isCausal, null, null).Output;

    // One sequence after the other, one head after the other.
    private static Tensor InSequence(Tensor q, Tensor k, Tensor v, HeadRows queries, HeadRows keys, bool isCausal)
        => Tensor.Concatenate(0, [.. Enumerable.Range(0, queries.Lengths.Length).Select(i => Tensor.Concatenate(1, [.. Enumerable.Range(0, queries.Heads).Select(head =>
            Attention(Part(q, queries, i, head), Part(k, keys, i, head), Part(v, keys, i, head), isCausal ? F.CausalMask(queries.Lengths[i]) : null))]))]);

    private static Tensor Part(Tensor x, HeadRows rows, int i, int head)
    {
        int d = x.Shape[1] / rows.Heads;
        return x[rows.Starts[i]..(rows.Starts[i] + rows.Lengths[i]), (head * d)..((head + 1) * d)];
    }

    private static Tensor Heads(Tensor x) => x.Reshape(x.Shape[0], x.Shape[1], 4, -1).Transpose(0, 2, 1, 3);

    // The windows of images as rows, tap by tap: each tap is a slice of the padded image.
    private static Tensor Windows(Tensor x, Size2d kernel, Size2d stride, Size2d padding, Size2d dilation)
    {
        var padded = x.Pad([(0, 0), (0, 0), (padding.Height, padding.Height), (padding.Width, padding.Width)]);
        int height = ((padded.Shape[2] - (dilation.Height * (kernel.Height - 1)) - 1) / stride.Height) + 1;
        int width = ((padded.Shape[3] - (dilation.Width * (kernel.Width - 1)) - 1) / stride.Width) + 1;
        var taps = new List<Tensor>();
        for (int u = 0; u < kernel.Height; u++)
        {
            for (int v = 0; v < kernel.Width; v++)
            {
                var (top, left) = (u * dilation.Height, v * dilation.Width);
                taps.Add(padded[
                    .., .., Slice.Step(top, top + ((height - 1) * stride.Height) + 1, stride.Height), Slice.Step(left, left + ((width - 1) * stride.Width) + 1, stride.Width)]);
            }
        }

        return Tensor.Stack(4, [.. taps]).Transpose(0, 2, 3, 1, 4).Reshape(x.Shape[0] * height * width, -1);
    }

    // Aᵀy for a linear A: the derivative of ⟨A(z), y⟩ by z.
    private static Tensor Adjoint(Func<Tensor, Tensor> a, Shape shape, Tensor y)
    {
        var z = Tensor.Variable(NdArray.Zeros(shape, y.DType));
        return Gradient.Of((a(z) * y).Sum(), [z], createGraph: true)[0];
    }

    private static Tensor InGroups(Tensor x, Tensor weight, Tensor bias, Size2d stride, Size2d padding, Size2d dilation, int groups)
    {
        var (channels, filters) = (x.Shape[1] / groups, weight.Shape[0] / groups);
        Size2d kernel = (weight.Shape[2], weight.Shape[3]);
        int height = ((x.Shape[2] + (2 * padding.Height) - (dilation.Height * (kernel.Height - 1)) - 1) / stride.Height) + 1;
        return Tensor.Concatenate(1, [.. Enumerable.Range(0, groups).Select(g =>
        {
            var (own, its) = (x[.., (g * channels)..((g + 1) * channels)], (g * filters)..((g + 1) * filters));
            var y = Windows(own, kernel, stride, padding, dilation).MatMul(weight[its].Reshape(filters, -1).T) + bias[its];
            return y.Reshape(x.Shape[0], height, -1, filters).Transpose(0, 3, 1, 2);
        })]);
    }
}
