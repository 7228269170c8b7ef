using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Exercises;

/// <summary>Warm-up: one expression.</summary>
internal sealed class SigmoidSlope : ExerciseDefinition<Func<NdArray, NdArray>>
{
    public override string Id => "D2S1-X1";

    public override Bilingual Title { get; } = new("The sigmoid's slope from its output", "出力から求めるシグモイドの傾き");

    public override Bilingual Task { get; } = new(
        "Back-propagation has kept s = σ(u), not u. Return σ′(u) as an expression in s alone.",
        "誤差逆伝播法が覚えているのは u ではなく s = σ(u) です。σ′(u) を s だけの式で返してください。");

    public override string Signature => "NdArray SlopeFromOutput(NdArray s)";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("σ′(u) = σ(u)(1 − σ(u)). What do you already hold in your hand?", "σ′(u) = σ(u)(1 − σ(u)) です。手元にすでにある値は何ですか。"),
        new("If s is already σ(u), is there any reason to call Sigmoid again?", "s がすでに σ(u) なら、Sigmoid をもう一度呼ぶ必要はありますか。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "Many public notebooks pass s where u belongs, or apply σ twice. Training still seems to work, which is why only a gradient check finds it.",
        "公開されているノートブックの多くは、u を渡すべき所に s を渡したり、σ を二度適用したりしています。それでも学習は進むように見えるため、勾配チェックをしなければ気づけません。");

    public override Delegate Solution => (NdArray s) => s * (1 - s);

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["the derivative taken at the activation"] = (NdArray s) => s.Sigmoid() * (1 - s.Sigmoid()),
        ["a sign"] = (NdArray s) => s * (1 + s),
        ["the formula for tanh"] = (NdArray s) => 1 - (s * s),
        ["the largest value everywhere"] = (NdArray s) => NdArray.Full(s.Shape, 0.25),
        ["a sum over the batch"] = (NdArray s) => (s * (1 - s)).Sum(0),
    };

    protected override IEnumerable<Step> Steps(Func<NdArray, NdArray> solve)
    {
        var s = NdArray.Zeros(2, 3) + 0.3;
        yield return Step.Shape(new("s [2, 3] gives [2, 3]", "s [2, 3] から [2, 3]"), s.Shape, solve(s),
            new("The slope is taken element by element. What changed the shape?", "傾きは要素ごとに求めます。形状を変えたのは何ですか。"));

        yield return Step.Values(new("by hand: s = 0.5, 0.2, 0.8", "手計算: s = 0.5, 0.2, 0.8"), NdArray.Of(0.25, 0.16, 0.16), solve(NdArray.Of(0.5, 0.2, 0.8)),
            new("For s = 0.5 the slope is 0.5 · 0.5. What does your expression do with s before it multiplies?", "s = 0.5 のとき傾きは 0.5 · 0.5 です。あなたの式は、掛ける前に s に何をしていますか。"));

        var u = NdArray.Linspace(-5, 5, 21);
        yield return Step.Gradient(new("against central differences of σ at 21 points", "21 点で σ の中心差分と比べる"), GradientCheck.Run(v => v.Sigmoid().Sum().Item(), u, solve(u.Sigmoid())),
            new("At which u does it differ? Plot your slope beside (σ(u + h) − σ(u − h)) / 2h.", "どの u で違いますか。(σ(u + h) − σ(u − h)) / 2h と並べて描いてみましょう。"));
    }
}
