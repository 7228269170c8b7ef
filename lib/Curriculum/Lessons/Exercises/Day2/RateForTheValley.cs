using Curriculum.Arrays;
using Curriculum.Lessons.Figures;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Exercises;

/// <summary>Warm-up: one expression.</summary>
internal sealed class RateForTheValley : ExerciseDefinition<Func<NdArray, double>>
{
    public override string Id => "D2S2-X1";

    public override Bilingual Title { get; } = new("The best single learning rate of a valley", "谷に最適な一つの学習率");

    public override Bilingual Task { get; } = new(
        "E(w) = ½ Σ cᵢ wᵢ² has the curvatures cᵢ > 0. A step of gradient descent multiplies wᵢ by 1 − η·cᵢ. Return the one η for which the slowest direction still shrinks as fast as possible.",
        "E(w) = ½ Σ cᵢ wᵢ² の曲率は cᵢ > 0 です。勾配降下法の 1 歩で wᵢ は 1 − η·cᵢ 倍になります。最も遅い方向ができるだけ速く縮むような、一つの η を返してください。");

    public override string Signature => "double BestRate(NdArray curvatures)";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("Draw |1 − η·c| over c for some η. Which two curvatures can be the slowest?", "ある η について、|1 − η·c| を c の関数として描いてみましょう。最も遅くなりうるのは、どの二つの曲率ですか。"),
        new("Make η a little larger: which of the two gets faster, which slower? When can neither be improved without harming the other?", "η を少し大きくすると、二つのうちどちらが速くなり、どちらが遅くなりますか。片方を犠牲にせずにもう片方を改善できなくなるのはいつですか。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "The factor at this rate is (κ − 1)/(κ + 1), with κ = largest/smallest curvature, the condition number. For κ = 1,000 it is 0.998: no rate helps, only another rule does.",
        "この学習率での倍率は (κ − 1)/(κ + 1) です。κ = 最大の曲率/最小の曲率を条件数と呼びます。κ = 1,000 では 0.998 となり、学習率をどう選んでも間に合いません。必要なのは別の更新規則です。");

    public override Delegate Solution => (NdArray c) => 2 / (c.Max().Item() + c.Min().Item());

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["the limit, where the steepest direction bounces for ever"] = (NdArray c) => 2 / c.Max().Item(),
        ["the steepest direction alone"] = (NdArray c) => 1 / c.Max().Item(),
        ["the gentlest direction alone"] = (NdArray c) => 1 / c.Min().Item(),
        ["the mean of all curvatures"] = (NdArray c) => 1 / c.Mean().Item(),
        ["the sum in place of largest and smallest"] = (NdArray c) => 2 / c.Sum().Item(),
        ["first and last, unsorted"] = (NdArray c) => 2 / (c[0].Item() + c[^1].Item()),
    };

    protected override IEnumerable<Step> Steps(Func<NdArray, double> solve)
    {
        yield return Step.Values(new("by hand: the curvature 4 alone", "手計算: 曲率 4 だけのとき"), NdArray.Scalar(0.25), NdArray.Scalar(solve(NdArray.Of(4.0))),
            new("One direction: which η makes 1 − 4η exactly 0?", "方向が一つのとき、1 − 4η をちょうど 0 にする η はいくつですか。"));

        foreach (var c in new[] { NdArray.Of(1.0, 30), NdArray.Of(3, 0.5, 8, 2) })
        {
            var eta = solve(c);
            var slowest = Slowest(c, eta);
            var best = Enumerable.Range(1, 4000).Min(i => Slowest(c, i / 2000.0 / c.Max().Item()));
            yield return Step.That(new($"curvatures {string.Join(", ", c.ToArray<double>())}: no rate of 4,000 shrinks the slowest direction faster", $"曲率 {string.Join(", ", c.ToArray<double>())}: 4,000 通りの学習率のどれよりも、最も遅い方向が速く縮む"),
                slowest <= best + 1e-9, $"a factor of at most {NumberText.Significant(best, 4)}", $"{NumberText.Significant(slowest, 4)} at η = {NumberText.Significant(eta, 4)}",
                new("Which direction is the slowest at your η: the steepest one or the gentlest?", "あなたの η で最も遅いのは、最も急な方向ですか、最も緩やかな方向ですか。")) with
            { Shown = $"η = {NumberText.Significant(eta, 4)}, factor {NumberText.Significant(slowest, 4)}" };
        }
    }

    private static double Slowest(NdArray c, double eta) => c.ToArray<double>().Max(one => Math.Abs(1 - (eta * one)));
}
