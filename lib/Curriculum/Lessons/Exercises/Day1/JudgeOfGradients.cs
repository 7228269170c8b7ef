using Curriculum.Arrays;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Exercises;

/// <summary>Extend: a function that says whether a gradient is right; many solutions.</summary>
internal sealed class JudgeOfGradients : ExerciseDefinition<Func<Func<NdArray, double>, NdArray, NdArray, bool>>
{
    private const double Aside = 1e-5;

    public override string Id => "D1S5-X3";

    public override Bilingual Title { get; } = new("The judge of gradients", "勾配の審判");

    public override Bilingual Task { get; } = new(
        "f gives one number for an array of w's shape, and somebody claims that g is its gradient at w. Return whether that is so. Right gradients must be accepted, be they large, tiny or exactly 0; a gradient that is wrong by one percent, or in a single entry, must be refused. f is smooth near w. The library's GradientCheck and Tensor are not allowed.",
        "f は w と同じ形状の配列を受け取り、数を一つ返します。ある人が、g は w における f の勾配だと主張しています。それが正しいかどうかを返してください。正しい勾配は、大きくても、ごく小さくても、ちょうど 0 でも認めること。1 % だけ間違った勾配や、要素一つだけ間違った勾配は退けること。f は w の近くで滑らかです。ライブラリの GradientCheck と Tensor は使いません。");

    public override string Signature => "bool IsGradient(Func<NdArray, double> f, NdArray w, NdArray g)";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("Exercise D1S4-X2 gives you the numerical gradient. With what do you compare the difference: with a fixed number, or with the size of the gradients?", "演習 D1S4-X2 で数値勾配が得られます。差は何と比べますか。決まった数ですか、それとも勾配の大きさですか。"),
        new("How exact is a numerical slope when f itself is 10⁶? What must happen when both gradients are 0?", "f 自体が 10⁶ くらいのとき、数値微分はどれだけ正確ですか。両方の勾配が 0 のときは、どうなるべきですか。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "Every threshold is a bargain between two errors: refusing the innocent and letting the guilty go. Float64 and central differences leave a wide gap between the two; in float32 there is hardly one.",
        "どんなしきい値も、二種類の誤りの間の取り引きです。正しいものを退ける誤りと、間違ったものを通す誤りです。float64 と中心差分なら両者の間は広く空いていますが、float32 ではほとんど空いていません。");

    public override Delegate Solution => (Func<NdArray, double> f, NdArray w, NdArray g) => Apart(f, w, g) <= (1e-5 * (Length(g) + Length(Numerical(f, w)))) + (1e-9 * Math.Abs(f(w)));

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["always content"] = (Func<NdArray, double> f, NdArray w, NdArray g) => true,
        ["never content"] = (Func<NdArray, double> f, NdArray w, NdArray g) => false,
        ["a fixed threshold"] = (Func<NdArray, double> f, NdArray w, NdArray g) => Apart(f, w, g) < 1e-4,
        ["one percent is near enough"] = (Func<NdArray, double> f, NdArray w, NdArray g) => Apart(f, w, g) <= 0.02 * (Length(g) + Length(Numerical(f, w)) + 1e-12),
        ["more digits than there are"] = (Func<NdArray, double> f, NdArray w, NdArray g) => Apart(f, w, g) <= 1e-13 * (Length(g) + Length(Numerical(f, w))),
        ["only the lengths compared"] = (Func<NdArray, double> f, NdArray w, NdArray g) => Math.Abs(Length(g) - Length(Numerical(f, w))) <= (1e-5 * Length(g)) + (1e-9 * Math.Abs(f(w))),
        ["only the first entry"] = (Func<NdArray, double> f, NdArray w, NdArray g) => Math.Abs(g.Flatten()[0].Item() - Numerical(f, w).Flatten()[0].Item()) <= (1e-5 * Math.Abs(g.Flatten()[0].Item())) + (1e-9 * Math.Abs(f(w))),
        ["divided by a gradient of 0"] = (Func<NdArray, double> f, NdArray w, NdArray g) => Apart(f, w, g) / Length(g) < 1e-5,
    };

    protected override IEnumerable<Step> Steps(Func<Func<NdArray, double>, NdArray, NdArray, bool> solve)
    {
        var w = Sample.Of(11, 2, 3);
        (Bilingual What, Func<NdArray, double> F, NdArray At, NdArray G)[] right =
        [
            (new("Σ w² at an ordinary place", "ふつうの場所での Σ w²"), v => v.Square().Sum().Item(), w, 2 * w),
            (new("the same times a million", "その 100 万倍"), v => 1e6 * v.Square().Sum().Item(), w, 2e6 * w),
            (new("the same divided by a million", "その 100 万分の 1"), v => 1e-6 * v.Square().Sum().Item(), w, 2e-6 * w),
            (new("Σ w² at its lowest point: the gradient is 0", "Σ w² の最小点: 勾配は 0"), v => v.Square().Sum().Item(), NdArray.Zeros(2, 3), NdArray.Zeros(2, 3)),
            (new("Σ exp w", "Σ exp w"), v => v.Exp().Sum().Item(), w, w.Exp()),
        ];
        foreach (var (what, f, at, g) in right)
            yield return Verdict(new($"accepts {what.En}", $"認める: {what.Ja}"), true, solve(f, at, g),
                new("How large is your difference here, and with what do you compare it?", "ここでの差はどれくらいで、それを何と比べていますか。"));

        var single = (2 * w).Copy();
        single[1, 2] += 0.05;
        (Bilingual What, double Scale, NdArray G)[] wrong =
        [
            (new("a gradient with its sign turned", "符号が逆の勾配"), 1, -2 * w),
            (new("one that is 1 % too long", "1 % 長い勾配"), 1, 2.02 * w),
            (new("one with a single wrong entry", "要素一つだけ間違った勾配"), 1, single),
            (new("the entries in another order", "要素の順序が違う勾配"), 1, (2 * w).Flip(1)),
            (new("0 for a tiny function", "ごく小さな関数に対する 0"), 1e-6, NdArray.Zeros(2, 3)),
        ];
        foreach (var (what, scale, g) in wrong)
            yield return Verdict(new($"refuses {what.En}", $"退ける: {what.Ja}"), false, solve(v => scale * v.Square().Sum().Item(), w, g),
                new("Which entries do you look at, and how much do you let pass?", "どの要素を見ていますか。どれだけのずれを許していますか。"));
    }

    private static Step Verdict(Bilingual what, bool expected, bool got, Bilingual question) => Step.That(what, got == expected, $"{expected}", $"{got}", question);

    private static double Length(NdArray v) => Math.Sqrt(v.Square().Sum().Item());

    private static double Apart(Func<NdArray, double> f, NdArray w, NdArray g) => Length(g - Numerical(f, w));

    private static NdArray Numerical(Func<NdArray, double> f, NdArray w)
    {
        NdArray flat = w.Flatten(), g = NdArray.Zeros(w.Size);
        for (int i = 0; i < w.Size; i++)
        {
            NdArray aside = Aside * NdArray.Eye(w.Size)[i];
            g[i] = (f((flat + aside).Reshape(w.Shape)) - f((flat - aside).Reshape(w.Shape))) / (2 * Aside);
        }

        return g.Reshape(w.Shape);
    }
}
