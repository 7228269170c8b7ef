using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Layers;
using Curriculum.Lessons.Questions;
using Curriculum.Optimizers;

namespace Curriculum.Lessons.Exercises;

/// <summary>Build: Nesterov's momentum, whose formula is given in words.</summary>
internal sealed class LookAhead : ExerciseDefinition<Func<NdArray, NdArray, Func<NdArray, NdArray>, double, double, (NdArray W, NdArray V)>>
{
    public override string Id => "D2S2-X2";

    public override Bilingual Title { get; } = new("Look before you leap: Nesterov's momentum", "跳ぶ前に見る: ネステロフのモメンタム");

    public override Bilingual Task { get; } = new(
        "Momentum takes the gradient where it stands, and then moves on by μ·v anyway. Nesterov takes it where μ·v alone would lead: that is the only change. Return the new weights and the new velocity. slope(w) is ∂E/∂w; call it once. Leave the arrays that you are given as they are, and refuse a v that has not the shape of w.",
        "モメンタムは、今いる場所で勾配を測ってから、どのみち μ·v だけ進みます。ネステロフは、μ·v だけ進んだ先で勾配を測ります。違いはそれだけです。新しい重みと新しい速度を返してください。slope(w) は ∂E/∂w で、呼ぶのは一度だけです。渡された配列は書き換えず、形状が w と異なる v は例外にしてください。");

    public override string Signature => "(NdArray, NdArray) Step(NdArray w, NdArray v, Func<NdArray, NdArray> slope, double rate, double mu)";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("Write Momentum's two lines first. Which of the letters in them stands for “here”?", "まずモメンタムの 2 行を書きましょう。その中で「ここ」を表しているのはどの文字ですか。"),
        new("At which point do you ask slope: at w, or at w + something? By how much will w move if the gradient is 0?", "slope を呼ぶのは w ですか、それとも w + 何か ですか。勾配が 0 なら w はどれだけ動きますか。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "On the valley compare the number of steps with Momentum's. Looking ahead brakes before the bottom, not after it. The library's Nesterov keeps the looked-ahead weights, so that the gradient is taken where they are.",
        "谷で、モメンタムと歩数を比べてみましょう。先を見ることで、底を過ぎてからではなく、底の手前でブレーキがかかります。ライブラリの Nesterov は先読みした重みのほうを保持するので、勾配は今ある重みで測れます。");

    public override Delegate Solution => (NdArray w, NdArray v, Func<NdArray, NdArray> slope, double rate, double mu) =>
    {
        if (v.Shape != w.Shape) throw new ArgumentException($"v must be {w.Shape}, the shape of w, got {v.Shape}");
        var next = (mu * v) - (rate * slope(w + (mu * v)));
        return (w + next, next);
    };

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["plain momentum"] = Mistake((w, v, slope, rate, mu) =>
        {
            var next = (mu * v) - (rate * slope(w));
            return (w + next, next);
        }),
        ["looking ahead by the whole velocity"] = Mistake((w, v, slope, rate, mu) =>
        {
            var next = (mu * v) - (rate * slope(w + v));
            return (w + next, next);
        }),
        ["looking back"] = Mistake((w, v, slope, rate, mu) =>
        {
            var next = (mu * v) - (rate * slope(w - (mu * v)));
            return (w + next, next);
        }),
        ["moving by the old velocity"] = Mistake((w, v, slope, rate, mu) => (w + v, (mu * v) - (rate * slope(w + (mu * v))))),
        ["a widespread formula, which mixes old and new velocity"] = Mistake((w, v, slope, rate, mu) =>
        {
            var g = slope(w);
            var next = (mu * v) - (rate * g);
            return (w + (mu * mu * next) - ((1 + mu) * rate * g), next);
        }),
        ["a v of another shape taken in silence"] = (NdArray w, NdArray v, Func<NdArray, NdArray> slope, double rate, double mu) =>
        {
            var next = (mu * v) - (rate * slope(w + (mu * v)));
            return (w + next, next);
        },
        ["two gradients a step"] = Mistake((w, v, slope, rate, mu) =>
        {
            var next = (mu * v) - (rate * slope(w + (mu * v)));
            return (w + next + (0 * slope(w)), next);
        }),
        ["the weights overwritten"] = Mistake((w, v, slope, rate, mu) =>
        {
            var next = (mu * v) - (rate * slope(w + (mu * v)));
            w[Slice.Ellipsis] = w + next;
            return (w, next);
        }),
    };

    protected override IEnumerable<Step> Steps(Func<NdArray, NdArray, Func<NdArray, NdArray>, double, double, (NdArray W, NdArray V)> solve)
    {
        NdArray Bowl(NdArray w) => w;
        var one = NdArray.Of(1.0);
        var (w, v) = solve(one, NdArray.Zeros(1), Bowl, 0.1, 0.9);
        yield return Step.Values(new("by hand: E = w²/2, from w = 1 at rest, η = 0.1, μ = 0.9", "手計算: E = w²/2、w = 1 で静止した状態から、η = 0.1、μ = 0.9"), NdArray.Of(0.9), w,
            new("At rest there is nothing to look ahead to. What does plain gradient descent give?", "静止していれば、先を見ても同じ場所です。単純な勾配降下法ではいくつになりますか。"));

        yield return Step.Values(new("by hand: the second step: the slope at 0.9 − 0.09", "手計算: 2 歩目。勾配は 0.9 − 0.09 で測る"), NdArray.Of(0.729), solve(w, v, Bowl, 0.1, 0.9).W,
            new("v = −0.1, so μ·v leads to 0.81. What is −0.09 − 0.1·0.81?", "v = −0.1 なので、μ·v だけ進むと 0.81 です。−0.09 − 0.1·0.81 はいくつですか。"));

        var (given, velocity) = (NdArray.Of(1.0, 2), NdArray.Of(0.5, -1));
        var calls = 0;
        solve(given, velocity, at => { calls++; return at; }, 0.1, 0.9);
        yield return Step.That(new("slope is called once", "slope を呼ぶのは一度"), calls == 1, "1", $"{calls}",
            new("A gradient is the expensive part of a step. Which of your calls could be kept in a variable?", "1 歩のうち勾配の計算が最も高くつきます。変数に取っておける呼び出しはどれですか。"));
        yield return Step.Values(new("w and v are left as they were", "w と v はそのまま"), NdArray.Of(1, 2, 0.5, -1), NdArray.Concatenate(0, given, velocity),
            new("Which of your lines writes into an array that it was given?", "渡された配列に書き込んでいるのはどの行ですか。"));

        yield return Step.Values(new("40 steps on a bumpy landscape, beside the library's", "でこぼこの地形で 40 歩、ライブラリと並べて"), Library(Bumpy), Mine(solve, Bumpy),
            new("The library keeps w + μ·v. Is the velocity that you return the one you moved by?", "ライブラリが保持しているのは w + μ·v です。返している速度は、実際に動いた速度ですか。"));

        yield return Step.Refuses(new("v [1] for w [2] is refused", "w [2] に対する v [1] を拒む"), () => solve(given, NdArray.Zeros(1), Bowl, 0.1, 0.9).W,
            new("Broadcasting stretches [1] to [2] without a word. Which line of yours would notice?", "ブロードキャストは [1] を黙って [2] に広げます。あなたのコードのどの行が気づきますか。"));
    }

    private static NdArray Bumpy(NdArray w) => (w * NdArray.Of(1.0, 5)) + (2 * (3 * w).Cos());

    private static NdArray Mine(Func<NdArray, NdArray, Func<NdArray, NdArray>, double, double, (NdArray W, NdArray V)> solve, Func<NdArray, NdArray> slope)
    {
        var (w, v) = (NdArray.Of(-2.0, 1), NdArray.Zeros(2));
        for (var i = 0; i < 40; i++) (w, v) = solve(w, v, slope, 0.02, 0.9);
        return w + (0.9 * v);
    }

    private static NdArray Library(Func<NdArray, NdArray> slope)
    {
        var w = new Parameter("w", Tensor.Variable(NdArray.Of(-2.0, 1)));
        var nesterov = new Nesterov([w], 0.02, 0.9);
        for (var i = 0; i < 40; i++) nesterov.Step([slope(w.Value)]);
        return w.Value;
    }

    /// <summary>A mistake that does refuse a wrong v, so that it fails for its own reason.</summary>
    private static Func<NdArray, NdArray, Func<NdArray, NdArray>, double, double, (NdArray, NdArray)> Mistake(
        Func<NdArray, NdArray, Func<NdArray, NdArray>, double, double, (NdArray, NdArray)> body) =>
        (w, v, slope, rate, mu) => v.Shape == w.Shape ? body(w, v, slope, rate, mu) : throw new ArgumentException("v must have the shape of w");
}
