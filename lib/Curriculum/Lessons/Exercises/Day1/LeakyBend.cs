using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Exercises;

/// <summary>Warm-up: leaky ReLU and its slope, for any slope below zero.</summary>
internal sealed class LeakyBend : ExerciseDefinition<Func<NdArray, double, (NdArray F, NdArray Slope)>>
{
    public override string Id => "D1S2-X1";

    public override Bilingual Title { get; } = new("A ReLU that leaks", "漏れのある ReLU");

    public override Bilingual Task { get; } = new(
        "Leaky ReLU is u for u > 0 and a·u for u ≤ 0. Return f(u) and f′(u), both of the shape of u, for any number a. At u = 0 take the slope a.",
        "Leaky ReLU は u > 0 で u、u ≤ 0 で a·u です。任意の数 a に対して、f(u) と f′(u) を u と同じ形状で返してください。u = 0 での傾きは a とします。");

    public override string Signature => "(NdArray f, NdArray slope) Leaky(NdArray u, double a)";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("Two pieces, and a condition that decides element by element. Which function of NdArray chooses between two arrays?", "二つの式と、要素ごとに選ぶ条件があります。二つの配列から選ぶ NdArray の関数はどれですか。"),
        new("u.Maximum(a * u) is short. For which a is it wrong?", "u.Maximum(a * u) と書けば短くなります。これが間違いになるのは、a がどのような値のときですか。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "With a = 0.01 a silent unit still passes a hundredth of the gradient, so it can come back to life. With a learned (PReLU), a may leave 0 … 1, and the short form with Maximum breaks.",
        "a = 0.01 なら、黙っているユニットも勾配の 100 分の 1 は通すので、また動き出せます。a を学習する方式 (PReLU) では a が 0 〜 1 の範囲を出ることがあり、Maximum を使う短い書き方は成り立たなくなります。");

    public override Delegate Solution => (NdArray u, double a) => (NdArray.Where(u > 0, u, a * u), NdArray.Where(u > 0, NdArray.OnesLike(u), NdArray.Full(u.Shape, a)));

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["the larger of u and a·u"] = (NdArray u, double a) => (u.Maximum(a * u), NdArray.Where(u > 0, NdArray.OnesLike(u), NdArray.Full(u.Shape, a))),
        ["plain ReLU"] = (NdArray u, double a) => (u.Maximum(0), (u > 0).As(DType.Float64)),
        ["the two sides exchanged"] = (NdArray u, double a) => (NdArray.Where(u > 0, a * u, u), NdArray.Where(u > 0, NdArray.Full(u.Shape, a), NdArray.OnesLike(u))),
        ["the slope of plain ReLU"] = (NdArray u, double a) => (NdArray.Where(u > 0, u, a * u), (u > 0).As(DType.Float64)),
        ["1 as the slope at 0"] = (NdArray u, double a) => (NdArray.Where(u > 0, u, a * u), NdArray.Where(u >= 0, NdArray.OnesLike(u), NdArray.Full(u.Shape, a))),
        ["the slope summed over the batch"] = (NdArray u, double a) => (NdArray.Where(u > 0, u, a * u), NdArray.Where(u > 0, NdArray.OnesLike(u), NdArray.Full(u.Shape, a)).Sum(0)),
    };

    protected override IEnumerable<Step> Steps(Func<NdArray, double, (NdArray F, NdArray Slope)> solve)
    {
        var u = NdArray.Of(new double[,] { { -2, 0 }, { 4, -1 }, { 0.5, 3 } });
        yield return Step.Shape(new("u [3, 2] gives a slope of [3, 2]", "u [3, 2] に対する傾きも [3, 2]"), u.Shape, solve(u, 0.1).Slope,
            new("An activation works element by element. What mixed the elements?", "活性化関数は要素ごとに働きます。要素を混ぜたのはどの計算ですか。"));

        yield return Step.Values(new("by hand: f, a = 0.1", "手計算: f、a = 0.1"), NdArray.Of(new double[,] { { -0.2, 0 }, { 4, -0.1 }, { 0.5, 3 } }), solve(u, 0.1).F,
            new("u = −2 gives a·u = −0.2. Which of the two pieces did yours take?", "u = −2 では a·u = −0.2 です。あなたの関数は二つの式のどちらを選びましたか。"));

        yield return Step.Values(new("by hand: slope, a = 0.1", "手計算: 傾き、a = 0.1"), NdArray.Of(new double[,] { { 0.1, 0.1 }, { 1, 0.1 }, { 1, 1 } }), solve(u, 0.1).Slope,
            new("Left of 0 f is a straight line. How steep? And what did the task say about 0 itself?", "0 の左側で f は直線です。その傾きはいくつですか。また、0 での傾きは問題文でどう決められていましたか。"));

        yield return Step.Values(new("a may exceed 1: a = 3", "a は 1 を超えてもよい: a = 3"), NdArray.Of(new double[,] { { -6, 0 }, { 4, -3 }, { 0.5, 3 } }), solve(u, 3).F,
            new("With a = 3, which is larger at u = −2: u or a·u? Which is asked for?", "a = 3、u = −2 のとき、u と a·u はどちらが大きいですか。求められているのはどちらですか。"));

        var points = Sample.Of(8, 20);
        yield return Step.Gradient(new("the slope against central differences", "傾きを中心差分と比べる"), GradientCheck.Run(v => solve(v, -0.4).F.Sum().Item(), points, solve(points, -0.4).Slope),
            new("At which u does it differ, and on which side of 0 is that?", "どの u で違いますか。それは 0 のどちら側ですか。"));
    }
}
