using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Functional.Operations;

namespace Curriculum.Tests.Autograd;

/// <summary>The operations behind the functions of networks, with inputs that are not square, have odd sizes, steps above 1 or sizes of 1, and keep away from kinks.</summary>
internal static class FunctionalOperationCases
{
    public static IEnumerable<(string Name, Func<Tensor[], Tensor> F, NdArray[] At)> Make()
    {
        var random = new RandomState(6);
        NdArray Real(params int[] shape) => random.RandN(shape);
        NdArray Distinct(params int[] shape) => (random.Permutation(((Shape)shape).Size).As(DType.Float64) * 0.37 - 1.9).Reshape(shape);
        (string, Func<Tensor[], Tensor>, NdArray[]) Case(string name, Func<Tensor[], Tensor> f, params NdArray[] at) => (name, f, at);

        foreach (int[] shape in new int[][] { [3, 5], [1, 7, 1], [1] })
        {
            string at = " of " + (Shape)shape;
            yield return Case("relu" + at, x => F.Relu(x[0]) * x[0], Distinct(shape));
            yield return Case("leaky relu" + at, x => F.LeakyRelu(x[0], 0.2) * x[0], Distinct(shape));
            yield return Case("elu" + at, x => F.Elu(x[0], 0.7).Square(), Distinct(shape));
            yield return Case("softplus" + at, x => F.Softplus(x[0]).Square(), Real(shape));
            yield return Case("softmax" + at, x => F.Softmax(x[0], 0).Square() + F.Softmax(x[0]), Real(shape));
            yield return Case("log softmax" + at, x => F.LogSoftmax(x[0], 0).Square() + F.LogSoftmax(x[0]), Real(shape));
            yield return Case("binary cross entropy" + at, x => F.BinaryCrossEntropy(x[0].Sigmoid(), x[1].Sigmoid(), Reduction.None).Square(), Real(shape), Real(shape));
        }

        yield return Case("attention", x => F.DotProductAttention(x[0], x[1], x[2], F.CausalMask(3, 2)).Output, Real(2, 4, 3, 5), Real(2, 4, 2, 5), Real(2, 4, 2, 3));
        HeadRows queries = new([3, 1], 2), keys = new([1, 4], 2);
        yield return Case("packed attention", x => F.PackedAttention(x[0], x[1], x[2], queries, keys, keys.IsPast().Reshape(2, 1, 1, 4), false, null, null).Output, Real(4, 6), Real(5, 6), Real(5, 4));
        yield return Case("softmax cross entropy", x => F.SoftmaxCrossEntropy(x[0], NdArray.Of([2L, 0, 2]), Reduction.None).Square(), Real(3, 5));
        yield return Case("softmax cross entropy over images", x => F.SoftmaxCrossEntropy(x[0], NdArray.Of([1L, 0, 1, 1, 0, 1]).Reshape(2, 1, 3)), Real(2, 2, 1, 3));
        yield return Case("linear", x => F.Linear(x[0], x[1], x[2]).Square(), Real(3, 5), Real(5, 2), Real(2));
        yield return Case("linear of size 1", x => F.Linear(x[0], x[1], x[2]).Square(), Real(1, 1), Real(1, 1), Real(1));

        yield return Case("conv2d", x => F.Conv2d(x[0], x[1], x[2], (2, 1), (1, 0)).Square(), Real(2, 3, 5, 4), Real(4, 3, 3, 2), Real(4));
        yield return Case("conv2d in groups, dilated", x => F.Conv2d(x[0], x[1], null, 1, 1, (2, 1), 2).Square(), Real(1, 4, 5, 3), Real(6, 2, 2, 3));
        yield return Case("conv2d, relu and pooling", x => F.Conv2dReluMaxPool2d(x[0], x[1], x[2], null, 1, null, 1, 2, null, null).Square(), Real(2, 2, 3, 5), Real(3, 2, 3, 2), Real(3));
        yield return Case("conv2d of size 1", x => F.Conv2d(x[0], x[1], x[2]).Square(), Real(1, 1, 1, 3), Real(1, 1, 1, 1), Real(1));
        yield return Case("transposed conv2d", x => F.ConvTranspose2d(x[0], x[1], x[2], (2, 3), 1, (1, 0)).Square(), Real(2, 3, 2, 3), Real(3, 2, 3, 2), Real(2));
        yield return Case("unfold", x => F.Im2Col(x[0], (2, 3), (2, 1), (0, 1)).Square(), Real(2, 1, 5, 4));
        yield return Case("fold", x => F.Col2Im(x[0], [1, 2, 4, 3], (3, 2), 1, (1, 0), 1, ColumnLayout.Unfold).Square(), Real(1, 12, 8));

        yield return Case("max pooling", x => F.MaxPool2d(x[0], (2, 3), (2, 1), (1, 1)).Square(), Distinct(2, 1, 5, 3));
        yield return Case("max unpooling", x => F.MaxUnpool2d(x[0], NdArray.Of([7L, 0, 3, 3]).Reshape(2, 1, 1, 2).To(x[0].Value.Device), [2, 1, 3, 3]).Square(), Real(2, 1, 1, 2));
        yield return Case("average pooling", x => F.AveragePool2d(x[0], (3, 2), (2, 1), (1, 0), countPadding: false).Square(), Real(1, 2, 5, 3));

        yield return Case("batch norm", x => F.BatchNorm(x[0], x[1], x[2]).Square(), Real(3, 2, 3, 1), Real(2), Real(2));
        yield return Case("batch norm of rows", x => F.BatchNorm(x[0], x[1], x[2]) * x[0], Real(5, 3), Real(3), Real(3));
        yield return Case("layer norm", x => F.LayerNorm(x[0], x[1], x[2]).Square(), Real(2, 3, 5), Real(5), Real(5));
        yield return Case("instance norm", x => F.InstanceNorm(x[0], x[1], x[2]).Square(), Real(2, 3, 1, 5), Real(3), Real(3));

        foreach (var (kind, gates) in new[] { (RecurrentKind.Tanh, 1), (RecurrentKind.Relu, 1), (RecurrentKind.Lstm, 4), (RecurrentKind.Gru, 3) })
        {
            Tensor Sequence(Tensor[] x, int[]? lengths) => new RecurrentSequenceOperation(kind, new SequenceOrder(lengths is not null, lengths)).Apply(x)[0].Square();
            NdArray[] Sizes(int t, int n, int h) => [Real(t, n, gates * h), Real(n, h), Real(gates * h, h), .. gates == 1 ? Array.Empty<NdArray>() : [kind == RecurrentKind.Lstm ? Real(n, h) : Real(3 * h)]];
            yield return Case($"sequence {kind}", x => Sequence(x, null), Sizes(5, 2, 3));
            yield return Case($"sequence {kind} backwards, padded", x => Sequence(x, [2, 3]), Sizes(3, 2, 1));
            yield return Case($"sequence {kind} of one step", x => Sequence(x, null), Sizes(1, 1, 1));
        }
    }
}
