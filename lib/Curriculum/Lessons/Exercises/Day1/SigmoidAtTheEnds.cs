using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Lessons.Figures;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Exercises;

/// <summary>Build: a sigmoid that is exact for any input, with its slope.</summary>
internal sealed class SigmoidAtTheEnds : ExerciseDefinition<Func<NdArray, (NdArray S, NdArray Slope)>>
{
    public override string Id => "D1S2-X2";

    public override Bilingual Title { get; } = new("A sigmoid for any input", "どんな入力でも正しいシグモイド");

    public override Bilingual Task { get; } = new(
        "Write σ(u) = 1 / (1 + e⁻ᵘ) and its slope σ′(u) with Exp, so that no NaN and no infinity appears for |u| up to 10,000, and σ(−40) is not 0. Do not call Sigmoid or Tanh.",
        "σ(u) = 1 / (1 + e⁻ᵘ) とその傾き σ′(u) を、Exp を使って書いてください。|u| が 10,000 までの範囲で NaN や無限大が現れず、σ(−40) が 0 にならないようにします。Sigmoid と Tanh は使いません。");

    public override string Signature => "(NdArray s, NdArray slope) Sigmoid(NdArray u)";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("Exp overflows only for large positive arguments. Which of e⁻ᵘ and eᵘ is safe for u > 0, and which for u < 0?", "Exp があふれるのは引数が大きな正の数のときだけです。u > 0 で安全なのは e⁻ᵘ と eᵘ のどちらですか。u < 0 ではどうですか。"),
        new("With e = exp(−|u|), σ(u) is 1 / (1 + e) on one side and e / (1 + e) on the other. On which?", "e = exp(−|u|) とおくと、σ(u) は片側で 1 / (1 + e)、反対側で e / (1 + e) です。それぞれどちら側ですか。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "Where computes both of its branches, so even the branch that is not taken must not overflow: that is why e uses |u|. The same idea keeps softmax and cross-entropy alive in Section 3.",
        "Where は両方の枝を計算するので、選ばれない枝もあふれてはいけません。だから e に |u| を使うのです。第 3 節のソフトマックスと交差エントロピーも、同じ考え方で守られます。");

    public override Delegate Solution => (NdArray u) =>
    {
        var e = (-u.Abs()).Exp();
        return (NdArray.Where(u >= 0, NdArray.OnesLike(e), e) / (1 + e), e / (1 + e).Square());
    };

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["e^u / (1 + e^u)"] = Mistake(u => u.Exp() / (1 + u.Exp())),
        ["inputs clipped to −20 … 20"] = Mistake(u => 1 / (1 + (-u.Clip(-20, 20)).Exp())),
        ["one minus the other side"] = Mistake(u =>
        {
            var s = 1 / (1 + (-u.Abs()).Exp());
            return NdArray.Where(u >= 0, s, 1 - s);
        }),
        ["the sign of u lost"] = Mistake(u => 1 / (1 + (-u.Abs()).Exp())),
        ["the slope at the output"] = (NdArray u) =>
        {
            var e = (-u.Abs()).Exp();
            var s = NdArray.Where(u >= 0, NdArray.OnesLike(e), e) / (1 + e);
            return (s, s.Sigmoid() * (1 - s.Sigmoid()));
        },
        ["one number for the whole batch"] = (NdArray u) => (u.Mean().Sigmoid(), u.Sigmoid() * (1 - u.Sigmoid())),
    };

    protected override IEnumerable<Step> Steps(Func<NdArray, (NdArray S, NdArray Slope)> solve)
    {
        var u = Sample.Of(3, 4, 5) * 3;
        yield return Step.Shape(new("u [4, 5] gives s [4, 5]", "u [4, 5] から s [4, 5]"), u.Shape, solve(u).S,
            new("One value for each u: which line made fewer of them?", "u の一つ一つに値があるはずです。減らしたのはどの行ですか。"));

        yield return Step.Values(new("σ(0) = ½, σ(ln 3) = ¾, σ(−ln 3) = ¼", "σ(0) = ½、σ(ln 3) = ¾、σ(−ln 3) = ¼"), NdArray.Of(0.5, 0.75, 0.25), solve(NdArray.Of(0, Math.Log(3), -Math.Log(3))).S,
            new("e^(ln 3) = 3. What is 1 / (1 + 1/3), and on which side did you take it?", "e^(ln 3) = 3 です。1 / (1 + 1/3) はいくつですか。それはどちら側の値ですか。"));

        yield return Step.Values(new("±10,000 gives 1 and 0, not NaN", "±10,000 では NaN ではなく 1 と 0"), NdArray.Of(1.0, 0), solve(NdArray.Of(10_000.0, -10_000)).S,
            new("What is Exp of 10,000, and what is infinity divided by infinity?", "Exp(10,000) はいくつですか。無限大を無限大で割るとどうなりますか。"));

        double far = solve(NdArray.Of(-40.0)).S[0].Item(), wanted = NdArray.Of(-40.0).Exp().Item();
        yield return Step.That(new("σ(−40) is e⁻⁴⁰ to nine digits, not 0", "σ(−40) は 0 ではなく、9 桁まで e⁻⁴⁰"), Math.Abs(far - wanted) < 1e-9 * wanted, NumberText.Significant(wanted, 4), NumberText.Significant(far, 4),
            new("1 − 0.99999999999999999 cannot be told from 0 in 16 digits. Which form needs no subtraction?", "1 − 0.99999999999999999 は、16 桁では 0 と区別できません。引き算の要らない形はどれですか。"));

        yield return Step.Gradient(new("the slope against central differences", "傾きを中心差分と比べる"), GradientCheck.Run(v => solve(v).S.Sum().Item(), u, solve(u).Slope),
            new("The slope belongs at u. What did you pass in its place?", "傾きは u で求めるものです。代わりに何を渡していますか。"));

        yield return Step.Values(new("the slope at 0 and at ±10,000", "0 と ±10,000 での傾き"), NdArray.Of(0.25, 0, 0), solve(NdArray.Of(0.0, 10_000, -10_000)).Slope,
            new("The slope is e / (1 + e)². With which e does it stay finite at both ends?", "傾きは e / (1 + e)² です。両端で有限のままになるのは、どの e を使ったときですか。"));
    }

    private static Func<NdArray, (NdArray, NdArray)> Mistake(Func<NdArray, NdArray> sigmoid) => u =>
    {
        var s = sigmoid(u);
        return (s, s * (1 - s));
    };
}
