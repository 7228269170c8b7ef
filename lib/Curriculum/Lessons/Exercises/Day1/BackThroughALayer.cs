using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Exercises;

/// <summary>Warm-up: what a fully connected layer hands back.</summary>
internal sealed class BackThroughALayer : ExerciseDefinition<Func<NdArray, NdArray, NdArray, (NdArray Dx, NdArray DW, NdArray Db)>>
{
    public override string Id => "D1S5-X1";

    public override Bilingual Title { get; } = new("Back through one layer", "一つの層を逆にたどる");

    public override Bilingual Task { get; } = new(
        "Forwards the layer computed u = x·W + b, with x [n, d], W [d, h] and b [h]. Now du = ∂E/∂u [n, h] comes back. Return ∂E/∂x, ∂E/∂W and ∂E/∂b.",
        "順伝播で、この層は u = x·W + b を計算しました。x [n, d]、W [d, h]、b [h] です。ここに du = ∂E/∂u [n, h] が戻ってきます。∂E/∂x、∂E/∂W、∂E/∂b を返してください。");

    public override string Signature => "(NdArray dx, NdArray dW, NdArray db) LayerBackward(NdArray x, NdArray W, NdArray du)";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("A gradient has the shape of what it belongs to. Which products of x, W and du have the shapes [n, d] and [d, h]?", "勾配は、それが属するものと同じ形状をしています。x、W、du からどんな積を作れば、形状が [n, d] と [d, h] になりますか。"),
        new("b is added to every row. What does a number get back that is used n times?", "b はすべての行に足されます。n 回使われる数には何が戻りますか。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "du was given with the mean's 1/n already in it; dividing once more is a frequent slip. Whoever makes the mean divides, nobody else.",
        "du には平均の 1/n がすでに入っています。もう一度割ってしまうのは、よくある間違いです。割るのは平均をとる所だけです。");

    public override Delegate Solution => (NdArray x, NdArray W, NdArray du) => (du.MatMul(W.T), x.T.MatMul(du), du.Sum(0));

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["dx and dW exchanged"] = (NdArray x, NdArray W, NdArray du) => (x.T.MatMul(du), du.MatMul(W.T), du.Sum(0)),
        ["the bias gets the mean"] = (NdArray x, NdArray W, NdArray du) => (du.MatMul(W.T), x.T.MatMul(du), du.Mean(0)),
        ["the bias gets a row each"] = (NdArray x, NdArray W, NdArray du) => (du.MatMul(W.T), x.T.MatMul(du), du),
        ["divided by n once more"] = (NdArray x, NdArray W, NdArray du) => (du.MatMul(W.T), x.T.MatMul(du) / x.Shape[0], du.Sum(0)),
        ["dW transposed"] = (NdArray x, NdArray W, NdArray du) => (du.MatMul(W.T), du.T.MatMul(x), du.Sum(0)),
        ["the slope of a ReLU that is not there"] = (NdArray x, NdArray W, NdArray du) => (du.MatMul(W.T) * (x > 0).As(x.DType), x.T.MatMul(du), du.Sum(0)),
    };

    protected override IEnumerable<Step> Steps(Func<NdArray, NdArray, NdArray, (NdArray Dx, NdArray DW, NdArray Db)> solve)
    {
        NdArray x = Sample.Of(1, 5, 3), W = Sample.Of(2, 3, 2), b = Sample.Of(3, 2), du = Sample.Of(4, 5, 2);
        var (dx, dW, db) = solve(x, W, du);
        yield return Step.Shape(new("dx has the shape of x [5, 3]", "dx は x [5, 3] と同じ形状"), x.Shape, dx,
            new("Which product of du [5, 2] and W [3, 2] has this shape?", "du [5, 2] と W [3, 2] のどんな積がこの形状になりますか。"));
        yield return Step.Shape(new("dW has the shape of W [3, 2]", "dW は W [3, 2] と同じ形状"), W.Shape, dW,
            new("Which product of x [5, 3] and du [5, 2] has this shape?", "x [5, 3] と du [5, 2] のどんな積がこの形状になりますか。"));
        yield return Step.Shape(new("db has the shape of b [2]", "db は b [2] と同じ形状"), b.Shape, db,
            new("What became of the five rows?", "5 行はどうなりましたか。"));

        yield return Step.Gradient(new("∂E/∂x against central differences", "∂E/∂x を中心差分と比べる"), GradientCheck.Run(v => v.MatMul(W) + b, x, dx, upstream: du),
            new("Is there anything between x and u but a product and a sum?", "x と u の間に、積と和のほかに何かありますか。"));
        yield return Step.Gradient(new("∂E/∂W", "∂E/∂W"), GradientCheck.Run(v => x.MatMul(v) + b, W, dW, upstream: du),
            new("Which factor is off? Who makes the mean here, you or du?", "何倍ずれていますか。ここで平均をとるのは、あなたですか、du ですか。"));
        yield return Step.Gradient(new("∂E/∂b", "∂E/∂b"), GradientCheck.Run(v => x.MatMul(W) + v, b, db, upstream: du),
            new("b is used in each of five rows. Do these five add up, or are they averaged?", "b は 5 行のそれぞれで使われます。五つを足し合わせますか、平均しますか。"));
    }
}
