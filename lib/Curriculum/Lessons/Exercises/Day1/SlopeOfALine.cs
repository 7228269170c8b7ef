using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Exercises;

/// <summary>Warm-up: the gradient of the mean squared error of a linear unit.</summary>
internal sealed class SlopeOfALine : ExerciseDefinition<Func<NdArray, NdArray, NdArray, NdArray>>
{
    public override string Id => "D1S4-X1";

    public override Bilingual Title { get; } = new("The slope of the squared error", "二乗誤差の傾き");

    public override Bilingual Task { get; } = new(
        "A linear unit answers y = x·w for x [n, d] and w [d]; wanted is d [n]. E = Σ (y − d)² / 2n over the n examples. Return ∇E [d] as an expression in x, d and w.",
        "線形ユニットは、x [n, d] と w [d] に対して y = x·w を返します。ほしい値は d [n] です。E = Σ (y − d)² / 2n (n 件についての和) とします。∇E [d] を x、d、w の式で返してください。");

    public override string Signature => "NdArray SquaredErrorGradient(NdArray x, NdArray d, NdArray w)";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("For one example and one weight: what is the derivative of ½(w₀x₀ + w₁x₁ − d)² by w₁?", "1 件のデータと一つの重みで考えましょう。½(w₀x₀ + w₁x₁ − d)² を w₁ で微分するとどうなりますか。"),
        new("The errors are [n], x is [n, d], the gradient is [d]. Which product sums over the n examples?", "誤差は [n]、x は [n, d]、勾配は [d] です。n 件について足し合わせる積はどれですか。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "Error times input, averaged: each layer's weight gradient will have this form (Section 5). Where it is 0 the errors no longer depend on the inputs, and no line does better.",
        "誤差かける入力の平均です。どの層の重みの勾配も、この形になります (第 5 節)。これが 0 になると、誤差はもう入力と無関係で、どんな直線でもこれ以上は良くなりません。");

    public override Delegate Solution => (NdArray x, NdArray d, NdArray w) => x.T.MatMul(x.MatMul(w) - d) / x.Shape[0];

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["a sum in place of the mean"] = (NdArray x, NdArray d, NdArray w) => x.T.MatMul(x.MatMul(w) - d),
        ["the sign turned round"] = (NdArray x, NdArray d, NdArray w) => x.T.MatMul(d - x.MatMul(w)) / x.Shape[0],
        ["the ½ forgotten"] = (NdArray x, NdArray d, NdArray w) => 2 * x.T.MatMul(x.MatMul(w) - d) / x.Shape[0],
        ["divided by the number of weights"] = (NdArray x, NdArray d, NdArray w) => x.T.MatMul(x.MatMul(w) - d) / x.Shape[1],
        ["the mean over everything"] = (NdArray x, NdArray d, NdArray w) => ((x.MatMul(w) - d).ExpandDims(1) * x).Mean() + NdArray.Zeros(w.Shape),
        ["a gradient for each example"] = (NdArray x, NdArray d, NdArray w) => (x.MatMul(w) - d).ExpandDims(1) * x,
    };

    protected override IEnumerable<Step> Steps(Func<NdArray, NdArray, NdArray, NdArray> solve)
    {
        NdArray x = Sample.Of(1, 5, 3), d = Sample.Of(2, 5), w = Sample.Of(3, 3);
        yield return Step.Shape(new("x [5, 3] and w [3] give [3]", "x [5, 3] と w [3] から [3]"), w.Shape, solve(x, d, w),
            new("There is a slope for every weight. What happened to the five examples?", "傾きは重みごとに一つです。5 件のデータはどうなりましたか。"));

        yield return Step.Values(new("by hand: x = (1, 2), d = 1, w = (1, 1)", "手計算: x = (1, 2)、d = 1、w = (1, 1)"), NdArray.Of(2.0, 4),
            solve(NdArray.Of(new double[,] { { 1, 2 } }), NdArray.Of(1.0), NdArray.Of(1.0, 1)),
            new("y = 3, so the error is 2. Which way must the weights go, and what did the ½ do?", "y = 3 なので誤差は 2 です。重みはどちらへ動くべきですか。また、½ は何を打ち消しましたか。"));

        yield return Step.Gradient(new("against central differences, five examples", "5 件のデータで、中心差分と比べる"),
            GradientCheck.Run(v => 0.5 * (x.MatMul(v) - d).Square().Mean().Item(), w, solve(x, d, w)),
            new("Which factor is between yours and the numerical slope? Over what does the mean run?", "数値微分との比はいくつですか。平均は何についてとりますか。"));
    }
}
