using Curriculum.Arrays;
using Curriculum.Autograd;

namespace Curriculum.Tests.Autograd;

/// <summary>Every differentiable operation with inputs that are not square, have odd sizes or sizes of 1, and keep away from kinks.</summary>
public static class OperationCases
{
    private static readonly Dictionary<string, (Func<Tensor[], Tensor> F, NdArray[] At)> All = Make().Concat(FunctionalOperationCases.Make()).ToDictionary(item => item.Name, item => (item.F, item.At));

    public static TheoryData<string> Names => [.. All.Keys];

    public static IReadOnlyCollection<(Func<Tensor[], Tensor> F, NdArray[] At)> Cases => All.Values;

    public static (Func<Tensor[], Tensor> F, NdArray[] At) Case(string name) => All[name];

    private static IEnumerable<(string Name, Func<Tensor[], Tensor> F, NdArray[] At)> Make()
    {
        var random = new RandomState(5);
        NdArray Real(params int[] shape) => random.RandN(shape);
        NdArray Positive(params int[] shape) => random.RandN(shape).Abs() + 0.5;
        NdArray Distinct(params int[] shape) => (random.Permutation(((Shape)shape).Size).As(DType.Float64) * 0.37 - 1.9).Reshape(shape);
        (string, Func<Tensor[], Tensor>, NdArray[]) Case(string name, Func<Tensor[], Tensor> f, params NdArray[] at) => (name, f, at);

        foreach (int[] shape in new int[][] { [3, 5], [1, 7, 1], [], [1] })
        {
            string at = " of " + (Shape)shape;
            yield return Case("negate" + at, x => -x[0], Real(shape));
            yield return Case("scalars" + at, x => (2 - ((x[0] * 3) + 1)) / 4 + (5 + x[0]) - 2, Real(shape));
            yield return Case("scalar / x" + at, x => 3 / x[0], Positive(shape));
            yield return Case("exp" + at, x => x[0].Exp(), Real(shape));
            yield return Case("expm1" + at, x => x[0].Expm1(), Real(shape));
            yield return Case("log" + at, x => x[0].Log(), Positive(shape));
            yield return Case("log1p" + at, x => x[0].Log1p(), Positive(shape));
            yield return Case("sqrt" + at, x => x[0].Sqrt(), Positive(shape));
            yield return Case("square" + at, x => x[0].Square(), Real(shape));
            yield return Case("reciprocal" + at, x => x[0].Reciprocal(), Positive(shape));
            yield return Case("abs" + at, x => x[0].Abs() * x[0], Distinct(shape));
            yield return Case("sin" + at, x => x[0].Sin(), Real(shape));
            yield return Case("cos" + at, x => x[0].Cos(), Real(shape));
            yield return Case("tanh" + at, x => x[0].Tanh(), Real(shape));
            yield return Case("sigmoid" + at, x => x[0].Sigmoid(), Real(shape));
            yield return Case("erf" + at, x => x[0].Erf(), Real(shape));
            yield return Case("clip" + at, x => x[0].Clip(-1, 1.1) * x[0], Distinct(shape));
            yield return Case("pow 2.5" + at, x => x[0].Pow(2.5), Positive(shape));
            yield return Case("pow 3" + at, x => x[0].Pow(3), Real(shape));
            yield return Case("pow 2, 1, 0" + at, x => x[0].Pow(2) + x[0].Pow(1) + x[0].Pow(0), Real(shape));
            yield return Case("sum" + at, x => x[0].Square().Sum(), Real(shape));
            yield return Case("mean" + at, x => x[0].Square().Mean(), Real(shape));
            yield return Case("var" + at, x => x[0].Var().Exp(), Real(shape));
            yield return Case("max" + at, x => x[0].Max().Square(), Distinct(shape));
            yield return Case("min" + at, x => x[0].Min().Square(), Distinct(shape));
            yield return Case("logsumexp" + at, x => x[0].LogSumExp(), Real(shape));
            yield return Case("flatten" + at, x => x[0].Flatten().Square(), Real(shape));
            yield return Case("transpose" + at, x => x[0].T.Square(), Real(shape));
            yield return Case("flip" + at, x => x[0].Flip().Square(), Real(shape));
        }

        foreach (var (a, b) in new (int[], int[])[] { ([3, 5], [3, 5]), ([3, 1], [2, 1, 5]), ([], [1, 3]), ([7], [1]) })
        {
            string at = $" of {(Shape)a} and {(Shape)b}";
            yield return Case("add" + at, x => x[0] + x[1], Real(a), Real(b));
            yield return Case("subtract" + at, x => x[0] - x[1], Real(a), Real(b));
            yield return Case("multiply" + at, x => x[0] * x[1], Real(a), Real(b));
            yield return Case("divide" + at, x => x[0] / x[1], Real(a), Positive(b));
            yield return Case("pow" + at, x => x[0].Pow(x[1]), Positive(a), Real(b));
            yield return Case("maximum" + at, x => x[0].Maximum(x[1]).Square(), Real(a), Real(b));
            yield return Case("minimum" + at, x => x[0].Minimum(x[1]).Square(), Real(a), Real(b));
            yield return Case("where" + at, x => Tensor.Where(Tensor.Constant(NdArray.Of([true]).To(x[0].Value.Device)), x[0], x[1]) * x[1], Real(a), Real(b));
        }

        foreach (bool keepDims in new[] { false, true })
        {
            string at = keepDims ? " kept" : "";
            yield return Case("sum of axis" + at, x => x[0].Sum(1, keepDims).Exp(), Real(3, 5, 2));
            yield return Case("sum of axes" + at, x => x[0].Sum([0, -1], keepDims).Exp(), Real(3, 5, 1));
            yield return Case("mean of axes" + at, x => x[0].Mean([0, 2], keepDims).Exp(), Real(3, 5, 2));
            yield return Case("max of axis" + at, x => x[0].Max(1, keepDims).Exp(), Distinct(3, 5, 2));
            yield return Case("min of axes" + at, x => x[0].Min([0, 2], keepDims).Exp(), Distinct(3, 5, 2));
            yield return Case("var of axes" + at, x => x[0].Var([0, 2], keepDims, ddof: 1).Exp(), Real(3, 5, 2));
            yield return Case("logsumexp of axes" + at, x => x[0].LogSumExp([0, 2], keepDims).Square(), Real(3, 5, 2));
        }

        foreach (bool ta in new[] { false, true })
        {
            foreach (bool tb in new[] { false, true })
            {
                string flags = $" {(ta ? "aᵀ" : "a")} {(tb ? "bᵀ" : "b")}";
                int[] Flip(bool flip, params int[] shape) => flip ? [.. shape[..^2], shape[^1], shape[^2]] : shape;
                yield return Case("matmul" + flags, x => x[0].MatMul(x[1], ta, tb), Real(Flip(ta, 3, 5)), Real(Flip(tb, 5, 2)));
                yield return Case("matmul of size 1" + flags, x => x[0].MatMul(x[1], ta, tb), Real(Flip(ta, 1, 3)), Real(Flip(tb, 3, 1)));
                yield return Case("batched matmul" + flags, x => x[0].MatMul(x[1], ta, tb), Real(Flip(ta, 2, 3, 5)), Real(Flip(tb, 2, 5, 1)));
                yield return Case("broadcast matmul" + flags, x => x[0].MatMul(x[1], ta, tb), Real(Flip(ta, 3, 1, 2, 5)), Real(Flip(tb, 2, 5, 3)));
                yield return Case("batch times matrix" + flags, x => x[0].MatMul(x[1], ta, tb), Real(Flip(ta, 2, 3, 5)), Real(Flip(tb, 5, 2)));
                yield return Case("matrix times batch" + flags, x => x[0].MatMul(x[1], ta, tb), Real(Flip(ta, 3, 5)), Real(Flip(tb, 2, 5, 2)));
            }
        }

        yield return Case("matrix times vector", x => x[0].MatMul(x[1]), Real(3, 5), Real(5));
        yield return Case("vector times batch", x => x[0].MatMul(x[1]), Real(5), Real(2, 5, 3));
        yield return Case("dot", x => x[0].Dot(x[1]), Real(5), Real(5));
        yield return Case("reshape", x => x[0].Reshape(5, -1).Square(), Real(3, 5, 2));
        yield return Case("transpose of axes", x => x[0].Transpose(2, 0, -2).Square(), Real(3, 5, 2));
        yield return Case("swap axes", x => x[0].SwapAxes(0, -1).Square(), Real(3, 5, 2));
        yield return Case("move axis", x => x[0].MoveAxis(0, -1).Square(), Real(3, 5, 2));
        yield return Case("expand and squeeze", x => x[0].ExpandDims(1).Square().Squeeze(1).ExpandDims(-1).Squeeze(), Real(3, 1));
        yield return Case("broadcast to", x => x[0].BroadcastTo([2, 3, 5]).Square(), Real(3, 1));
        yield return Case("sum to", x => x[0].SumTo([3, 1]).Square(), Real(2, 3, 5));
        yield return Case("slice", x => x[0][1.., Slice.Step(null, null, -2), 0].Square(), Real(3, 5, 2));
        yield return Case("slice with new axis", x => x[0][Slice.Ellipsis, Slice.NewAxis, 1..2].Square(), Real(3, 5, 2));
        yield return Case("take", x => x[0].Take(NdArray.Of([2, 0, 2, -1]), 1).Square(), Real(3, 5, 1));
        yield return Case("take along axis", x => x[0].TakeAlongAxis(NdArray.Of(new[,] { { 2L, 0 }, { 0, 0 }, { 4, 4 } }), 1).Square(), Real(3, 5));
        yield return Case("scatter add", x => x[0].ScatterAdd(NdArray.Of([2, 0, 2]), x[1], 1).Square(), Real(3, 5), Real(3, 3));
        yield return Case("scatter add along axis", x => x[0].ScatterAddAlongAxis(NdArray.Of([2, 2, 0]).Reshape(3, 1), x[1], 1).Square(), Real(3, 5), Real(3, 1));
        yield return Case("array of positions", x => x[0][NdArray.Of([2, 0, 2]), 1..].Square(), Real(3, 5));
        yield return Case("mask", x => x[0][NdArray.Of([true, false, true])].Square(), Real(3, 5));
        yield return Case("concatenate", x => Tensor.Concatenate(-1, x[0], x[1], x[0]).Square(), Real(3, 1), Real(3, 4));
        yield return Case("stack", x => Tensor.Stack(1, x[0], x[1]).Square(), Real(3, 5), Real(3, 5));
        yield return Case("split", x => { var s = x[0].Split(1, 2, 1, 2); return s[0] * s[2] + s[0].Exp(); }, Real(3, 5));
        yield return Case("unstack", x => { var s = x[0].Unstack(1); return s[0] * s[1]; }, Real(3, 5));
        yield return Case("pad", x => x[0].Pad([(1, 0), (0, 2)], 0.5).Square(), Real(3, 1));
        yield return Case("flip of axis", x => x[0].Flip(1).Square() * x[0], Real(3, 5));
        foreach (bool keepDims in new[] { false, true })
        {
            string at = keepDims ? " kept" : "";
            yield return Case("prod of axes" + at, x => x[0].Prod([0, 2], keepDims).Square(), Real(3, 5, 2));
            yield return Case("prod of axis" + at, x => x[0].Prod(-2, keepDims).Square(), Real(1, 5, 3));
        }

        yield return Case("prod with zeros", x => x[0].Prod(1) + x[0].Prod(), NdArray.Of(new[,] { { 0.0, 2, 3 }, { 1, 0, 0 } }));
        yield return Case("outer", x => x[0].Outer(x[1]).Square(), Real(3, 1), Real(5));
        yield return Case("sort", x => x[0].Sort(1).CumSum(1).Square(), Distinct(3, 5));
        yield return Case("top k", x => x[0].TopK(2, 0).Values.Square(), Distinct(5, 3));
        foreach (var (formula, shapes) in new (string, int[][])[]
        {
            ("ij,jk->ik", [[3, 5], [5, 2]]), ("bhqd,bhkd->bhqk", [[2, 1, 3, 5], [2, 1, 7, 5]]), ("ij,ij,kj->k", [[3, 5], [3, 5], [1, 5]]), ("ijk->ik", [[3, 5, 2]]),
            ("ij->", [[3, 5]]), ("ii->i", [[3, 3]]), ("iji,i->j", [[3, 5, 3], [3]]), ("...i,i->...", [[2, 3, 5], [5]]), ("i...,...->i", [[3, 5], [1]]), ("ij,jk", [[1, 5], [5, 1]]), (",i->i", [[], [3]]),
        })
        {
            yield return Case($"einsum {formula}", x => Tensor.Einsum(formula, x).Square(), [.. shapes.Select(shape => Real(shape))]);
        }

        yield return Case("cumsum", x => x[0].CumSum(1).Square(), Real(3, 5));
    }
}
