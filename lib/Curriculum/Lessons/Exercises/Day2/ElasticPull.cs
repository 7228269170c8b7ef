using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Exercises;

/// <summary>Warm-up: one expression.</summary>
internal sealed class ElasticPull : ExerciseDefinition<Func<NdArray, double, double, NdArray>>
{
    public override string Id => "D2S3-X1";

    public override Bilingual Title { get; } = new("The pull of the elastic net", "Elastic Net が重みを引く力");

    public override Bilingual Task { get; } = new(
        "The elastic net adds λ·(s·Σ|w| + (1 − s)·½·Σw²) to the loss; s is L1's share. Return what it adds to the gradient of the loss by w. The slope of |w| at 0 counts as 0.",
        "Elastic Net は損失に λ·(s·Σ|w| + (1 − s)·½·Σw²) を加えます。s は L1 の割合です。損失の w についての勾配に加わるものを返してください。|w| の 0 での傾きは 0 とします。");

    public override string Signature => "NdArray Pull(NdArray w, double lambda, double share)";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("Take the two terms one at a time. What is the slope of |w|, and what the slope of ½w²?", "二つの項を別々に考えましょう。|w| の傾きはいくつですか。½w² の傾きはいくつですか。"),
        new("Which numbers stand in front of each slope? Does λ stand in front of one of them, or of both?", "それぞれの傾きの前には、どの数が付きますか。λ は片方に付きますか、両方に付きますか。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "For a large weight the second part is the stronger, for a small one the first. At which size do the two pull equally hard?",
        "重みが大きいときは二つ目の力が、小さいときは一つ目の力が勝ります。二つが等しくなるのは、重みがどんな大きさのときでしょうか。");

    public override Delegate Solution => (NdArray w, double lambda, double share) => lambda * ((share * w.Sign()) + ((1 - share) * w));

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["the penalty in place of its slope"] = (NdArray w, double lambda, double share) => lambda * ((share * w.Abs()) + ((1 - share) * w.Square() / 2)),
        ["the shares exchanged"] = (NdArray w, double lambda, double share) => lambda * (((1 - share) * w.Sign()) + (share * w)),
        ["a 2 that the ½ has taken away"] = (NdArray w, double lambda, double share) => lambda * ((share * w.Sign()) + ((1 - share) * 2 * w)),
        ["λ in front of the first term only"] = (NdArray w, double lambda, double share) => (lambda * share * w.Sign()) + ((1 - share) * w),
        ["w / |w|, which is not a number at 0"] = (NdArray w, double lambda, double share) => lambda * ((share * w / w.Abs()) + ((1 - share) * w)),
        ["the way down"] = (NdArray w, double lambda, double share) => -lambda * ((share * w.Sign()) + ((1 - share) * w)),
        ["the sum of all weights' pulls"] = (NdArray w, double lambda, double share) => (lambda * ((share * w.Sign()) + ((1 - share) * w))).Sum(),
    };

    protected override IEnumerable<Step> Steps(Func<NdArray, double, double, NdArray> solve)
    {
        var w = new RandomState(3).RandN(4, 3);
        yield return Step.Shape(new("w [4, 3] gives [4, 3]", "w [4, 3] から [4, 3]"), w.Shape, solve(w, 0.1, 0.5), new("Each weight feels a pull of its own. Did you add them up?", "重みごとに別の力がかかります。足し合わせてしまっていませんか。"));
        yield return Step.Values(new("L1 alone, by hand: w = (2, −3), λ = 0.1", "L1 だけ、手計算: w = (2, −3)、λ = 0.1"), NdArray.Of(0.1, -0.1), solve(NdArray.Of(2.0, -3), 0.1, 1),
            new("Does the slope of |w| depend on the size of w? And on its sign?", "|w| の傾きは w の大きさに左右されますか。符号にはどうですか。"));
        yield return Step.Values(new("L2 alone, by hand: w = (2, −3), λ = 0.1", "L2 だけ、手計算: w = (2, −3)、λ = 0.1"), NdArray.Of(0.2, -0.3), solve(NdArray.Of(2.0, -3), 0.1, 0),
            new("Differentiate ½w². And does λ stand in front of this term too?", "½w² を微分しましょう。この項の前にも λ は付きますか。"));
        yield return Step.Values(new("a weight of 0 feels no pull", "0 の重みには力がかからない"), NdArray.Of(0.0), solve(NdArray.Of(0.0), 0.1, 0.5), new("What is 0 / 0? Which method of NdArray gives −1, 0 or 1?", "0 / 0 はいくつですか。−1、0、1 のどれかを返す NdArray のメソッドは何ですか。"));
        yield return Step.Gradient(new("both, against central differences", "両方を中心差分と比べる"), GradientCheck.Run(v => 0.1 * ((0.3 * v.Abs().Sum().Item()) + (0.7 * v.Square().Sum().Item() / 2)), w, solve(w, 0.1, 0.3)),
            new("Which share belongs to which term?", "どちらの割合がどちらの項のものですか。"));
    }
}
