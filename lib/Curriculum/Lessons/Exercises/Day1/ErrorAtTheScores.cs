using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Exercises;

/// <summary>Warm-up: the gradient of softmax with cross-entropy, from the probabilities.</summary>
internal sealed class ErrorAtTheScores : ExerciseDefinition<Func<NdArray, NdArray, NdArray>>
{
    public override string Id => "D1S3-X1";

    public override Bilingual Title { get; } = new("The error at the scores", "スコアにおける誤差");

    public override Bilingual Task { get; } = new(
        "y [n, c] are the probabilities that softmax made of the scores u, t [n] the right classes, E the mean cross-entropy over the n rows. Return ∂E/∂u [n, c] as an expression in y and t.",
        "y [n, c] はスコア u からソフトマックスで求めた確率、t [n] は正解のクラス、E は n 行についての交差エントロピーの平均です。∂E/∂u [n, c] を y と t の式で返してください。");

    public override string Signature => "NdArray ErrorAtScores(NdArray y, NdArray t)";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("For one row the derivative is y minus something that is 1 at the right class and 0 elsewhere. Which method of NdArray makes that from t?", "1 行だけなら、微分は y から「正解クラスで 1、それ以外で 0」のものを引いた値です。それを t から作る NdArray のメソッドはどれですか。"),
        new("E is a mean over n rows. What does that do to the derivative of each row?", "E は n 行の平均です。各行の微分はどう変わりますか。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "Each row sums to 0: what the right class gains, the others lose. Back-propagation starts with this array (Section 5).",
        "各行の和は 0 です。正解のクラスが得る分だけ、ほかのクラスが失います。誤差逆伝播はこの配列から始まります (第 5 節)。");

    public override Delegate Solution => (NdArray y, NdArray t) => (y - t.OneHot(y.Shape[1], y.DType)) / y.Shape[0];

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["the sign turned round"] = (NdArray y, NdArray t) => (t.OneHot(y.Shape[1], y.DType) - y) / y.Shape[0],
        ["the mean forgotten"] = (NdArray y, NdArray t) => y - t.OneHot(y.Shape[1], y.DType),
        ["divided by the number of classes"] = (NdArray y, NdArray t) => (y - t.OneHot(y.Shape[1], y.DType)) / y.Shape[1],
        ["the slope of the sigmoid as well"] = (NdArray y, NdArray t) => (y - t.OneHot(y.Shape[1], y.DType)) * y * (1 - y) / y.Shape[0],
        ["the derivative by y"] = (NdArray y, NdArray t) => -t.OneHot(y.Shape[1], y.DType) / y / y.Shape[0],
        ["only the right class's column"] = (NdArray y, NdArray t) => (y.TakeAlongAxis(t.ExpandDims(1), 1) - 1) / y.Shape[0],
    };

    protected override IEnumerable<Step> Steps(Func<NdArray, NdArray, NdArray> solve)
    {
        NdArray u = Sample.Of(4, 5, 3), t = NdArray.Of(new long[] { 2, 0, 1, 1, 2 }), y = Softmax(u);
        yield return Step.Shape(new("y [5, 3] gives [5, 3]", "y [5, 3] から [5, 3]"), y.Shape, solve(y, t),
            new("There is a score for every class, also for the wrong ones. How does E depend on those?", "スコアは間違いのクラスにもあります。E はそれらにどう依存しますか。"));

        yield return Step.Values(new("by hand: y = (¼, ¾), right is class 0", "手計算: y = (¼, ¾)、正解はクラス 0"), NdArray.Of(new double[,] { { -0.75, 0.75 } }),
            solve(NdArray.Of(new double[,] { { 0.25, 0.75 } }), NdArray.Of(new long[] { 0 })),
            new("The score of class 0 should rise, so its derivative is negative. By how much is y off?", "クラス 0 のスコアは上がるべきなので、その微分は負です。y はいくつ足りませんか。"));

        yield return Step.Gradient(new("against central differences", "中心差分と比べる"), GradientCheck.Run(v => Loss(v, t), u, solve(y, t)),
            new("By which factor is yours off, the same everywhere or not? What would a mean over five rows do?", "どこでも同じ倍率で違っていますか。5 行の平均をとると、何倍になりますか。"));
    }

    private static NdArray Softmax(NdArray u) => (u - u.LogSumExp(1, keepDims: true)).Exp();

    private static double Loss(NdArray u, NdArray t) => (u.LogSumExp(1) - u.TakeAlongAxis(t.ExpandDims(1), 1)[.., 0]).Mean().Item();
}
