using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Layers;
using Curriculum.Optimizers;

namespace Curriculum.Lessons.Experiments;

// Two kinds of learners beside trees, and the one that is put on top: x [n, d] in float64, labels [n] → the shares of ten classes of other examples, [m, 10].
internal static class Learners
{
    public const int Classes = 10;

    // The classes of the k nearest examples.
    public static NdArray Nearest(NdArray x, NdArray labels, NdArray other, int k)
    {
        var distance = other.Square().Sum(1).ExpandDims(1) + x.Square().Sum(1) - (2 * other.MatMul(x, transposeB: true));
        var nearest = distance.ArgSort(1)[.., ..k];
        return labels.Take(nearest.Reshape(-1)).OneHot(Classes, DType.Float64).Reshape(other.Shape[0], k, Classes).Mean(1);
    }

    // Softmax regression from zero weights, on all examples at once, with a little weight decay.
    public static NdArray Linear(NdArray x, NdArray labels, NdArray other, int steps)
    {
        Parameter w = new("W", Tensor.Variable(NdArray.Zeros(x.Shape[1], Classes))), b = new("b", Tensor.Variable(NdArray.Zeros(Classes)));
        var adam = new Adam([w, b], 0.05);
        for (int step = 0; step < steps; step++)
        {
            (F.SoftmaxCrossEntropy(F.Linear(x, w.Tensor, b.Tensor), labels) + (1e-3 * w.Tensor.Square().Sum())).Backward();
            adam.Step();
        }

        return F.Softmax(F.Linear(other, w.Value, b.Value), 1).Value;
    }

    // What a learner says of each example when it has not seen it: the examples are dealt into folds, and each fold is answered by a learner of the others.
    public static NdArray OutOfFold(Func<NdArray, NdArray, NdArray, NdArray> learner, NdArray x, NdArray labels, NdArray fold)
    {
        var answers = NdArray.Zeros(labels.Size, Classes);
        for (int k = 0; k <= (int)fold.Max().Item(); k++)
        {
            NdArray held = fold.EqualTo(k).NonZero()[0], rest = fold.NotEqualTo(k).NonZero()[0];
            answers = answers.ScatterAdd(held, learner(x.Take(rest), labels.Take(rest), x.Take(held)));
        }

        return answers;
    }
}
