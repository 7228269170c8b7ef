using Curriculum.Arrays;
using Curriculum.Lessons.Figures;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Exercises;

/// <summary>Build: cross-entropy straight from the scores, for any scores.</summary>
internal sealed class CrossEntropyFromScores : ExerciseDefinition<Func<NdArray, NdArray, double>>
{
    public override string Id => "D1S3-X2";

    public override Bilingual Title { get; } = new("Cross-entropy from the scores", "スコアから求める交差エントロピー");

    public override Bilingual Task { get; } = new(
        "Write the mean cross-entropy of softmax straight from the scores u [n, c] and the right classes t [n]: for each row log Σₖ exp(uₖ) − uₜ. It must be exact for scores of any size, without a patch such as 1e-7. Refuse a class that is not 0 … c − 1. Do not call LogSumExp or the losses of F.",
        "ソフトマックスの交差エントロピーの平均を、スコア u [n, c] と正解クラス t [n] から直接求めてください。各行で log Σₖ exp(uₖ) − uₜ です。1e-7 のような補正なしで、どんな大きさのスコアでも正確でなければなりません。0 〜 c − 1 以外のクラスは例外にしてください。LogSumExp と F の損失関数は使いません。");

    public override string Signature => "double CrossEntropyOf(NdArray u, NdArray t)";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("Softmax does not change when all scores of a row move by the same amount. Which amount makes the largest score 0?", "ある行のスコアをすべて同じだけずらしても、ソフトマックスは変わりません。最大のスコアを 0 にするには、いくつずらしますか。"),
        new("t.OneHot(c) times u leaves only the right class's score of each row. Which sum gets it out?", "t.OneHot(c) を u に掛けると、各行で正解クラスのスコアだけが残ります。それを取り出すには、どの軸で和をとりますか。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "This is what every library's cross-entropy does, and why it asks for scores (logits), not for probabilities. Give it probabilities and it takes softmax twice, without a word.",
        "どのライブラリの交差エントロピーもこう計算します。だから確率ではなくスコア (ロジット) を渡します。確率を渡すと、何も言わずにソフトマックスを二度適用してしまいます。");

    public override Delegate Solution => (NdArray u, NdArray t) =>
    {
        Demand(u, t);
        var v = u - u.Max(1, keepDims: true);
        return (v.Exp().Sum(1).Log() - (t.OneHot(u.Shape[1], u.DType) * v).Sum(1)).Mean().Item();
    };

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["no shift"] = Mistake((u, hot) => (u.Exp().Sum(1).Log() - (hot * u).Sum(1)).Mean().Item()),
        ["1e-7 in the logarithm"] = Mistake((u, hot) => -(hot * (Softmax(u) + 1e-7).Log()).Sum(1).Mean().Item()),
        ["one maximum for the whole batch"] = Mistake((u, hot) => ((u - u.Max()).Exp().Sum(1).Log() - (hot * (u - u.Max())).Sum(1)).Mean().Item()),
        ["the sum in place of the mean"] = Mistake((u, hot) => (u.LogSumExp(1) - (hot * u).Sum(1)).Sum().Item()),
        ["a mean over the classes as well"] = Mistake((u, hot) => (u.LogSumExp(1, keepDims: true) - (hot * u).Sum(1, keepDims: true) + (0 * u)).Sum().Item() / u.Size / u.Shape[1]),
        ["the right score not shifted with the others"] = Mistake((u, hot) => ((u - u.Max(1, keepDims: true)).Exp().Sum(1).Log() - (hot * u).Sum(1)).Mean().Item()),
        ["a class that does not exist taken in silence"] = (NdArray u, NdArray t) => (u.LogSumExp(1) - (Hot(u, t) * u).Sum(1)).Mean().Item(),
    };

    protected override IEnumerable<Step> Steps(Func<NdArray, NdArray, double> solve)
    {
        var even = NdArray.Zeros(3, 10);
        yield return Number(new("ten equal scores: the loss of guessing, ln 10", "10 個の等しいスコア: 当てずっぽうの損失 ln 10"), Math.Log(10), solve(even, NdArray.Of(new long[] { 0, 4, 9 })),
            new("Every class has y = 1/10. What is −log of that, and what is the mean over three equal rows?", "どのクラスも y = 1/10 です。その −log はいくつで、等しい 3 行の平均はいくつですか。"));

        var u = NdArray.Of(new double[,] { { Math.Log(3), 0 }, { 0, 0 } });
        yield return Number(new("by hand: y = (¾, ¼) and (½, ½), right are classes 1 and 0", "手計算: y = (¾, ¼) と (½, ½)、正解はクラス 1 と 0"), (Math.Log(4) + Math.Log(2)) / 2, solve(u, NdArray.Of(new long[] { 1, 0 })),
            new("−log ¼ and −log ½. Which of the two is yours off, or is it the mean?", "−log ¼ と −log ½ です。違っているのはどちらですか、それとも平均のとり方ですか。"));

        var far = NdArray.Of(new double[,] { { 1000, 0 }, { 0, -1000 } });
        yield return Number(new("scores 1,000 apart, both rows wrong: the loss is 1,000", "1,000 離れたスコアで、2 行とも不正解: 損失は 1,000"), 1000, solve(far, NdArray.Of(new long[] { 1, 1 })),
            new("What is Exp of 1,000, and what is log of 0? Which shift keeps both away, row by row?", "Exp(1,000) と log 0 はいくつですか。行ごとにいくつずらせば、どちらも避けられますか。"));

        var shifted = NdArray.Of(new double[,] { { 5000, 5000 + Math.Log(3) }, { -5000, -5000 } });
        yield return Number(new("rows of very different size: only differences count", "大きさのまったく異なる行: 効くのは差だけ"), (Math.Log(4) + Math.Log(2)) / 2, solve(shifted, NdArray.Of(new long[] { 0, 0 })),
            new("Do the two rows share anything in your code that they should not?", "あなたのコードで、二つの行が共有すべきでないものを共有していませんか。"));

        yield return Step.Refuses(new("class 10 of ten classes is refused", "10 クラスなのにクラス 10 なら拒む"), () => solve(even, NdArray.Of(new long[] { 0, 10, 2 })),
            new("Classes are counted from 0. Which line of yours would notice a 10?", "クラスは 0 から数えます。あなたのコードのどの行が 10 に気づきますか。"));
    }

    private static Step Number(Bilingual what, double expected, double got, Bilingual question) =>
        Step.That(what, Math.Abs(got - expected) <= 1e-9 * Math.Max(1, expected), NumberText.Significant(expected, 6), NumberText.Significant(got, 6), question);

    private static NdArray Softmax(NdArray u) => (u - u.LogSumExp(1, keepDims: true)).Exp();

    // A row of zeros for a class that does not exist: what a comparison with 0 … c − 1 gives.
    private static NdArray Hot(NdArray u, NdArray t) => NdArray.Arange(u.Shape[1]).EqualTo(t.ExpandDims(1)).As(u.DType);

    private static void Demand(NdArray u, NdArray t)
    {
        if (t.Min().Item() < 0 || t.Max().Item() >= u.Shape[1])
            throw new ArgumentException($"CrossEntropy: t must hold classes 0 … {u.Shape[1] - 1}, got {t.Min().Item()} … {t.Max().Item()}.");
    }

    private static Func<NdArray, NdArray, double> Mistake(Func<NdArray, NdArray, double> loss) => (u, t) =>
    {
        Demand(u, t);
        return loss(u, Hot(u, t));
    };
}
