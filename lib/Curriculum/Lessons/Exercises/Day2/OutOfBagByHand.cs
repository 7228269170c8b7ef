using Curriculum.Arrays;
using Curriculum.Ensembles;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Exercises;

/// <summary>Build: the out-of-bag estimate.</summary>
internal sealed class OutOfBagByHand : ExerciseDefinition<Func<NdArray, NdArray, NdArray>>
{
    public override string Id => "D2S6-X2";

    public override Bilingual Title { get; } = new("Out-of-bag answers by hand", "out-of-bag の答えを手で求める");

    public override Bilingual Task { get; } = new(
        "answers [B, n] holds what each of B trees says of each of n training points; counts [B, n] how often the tree's bootstrap sample holds the point. Return [n]: for every point the mean over the trees that never saw it, and NaN where all saw it. Refuse counts that have not the shape of answers.",
        "answers [B, n] は B 本の木それぞれが n 個の訓練データについて出した答え、counts [B, n] は、その木のブートストラップ標本に各点が何回入っているかです。点ごとに、それを一度も見ていない木だけの平均 [n] を返してください。すべての木が見ている点は NaN とします。形状が answers と異なる counts は例外にしてください。");

    public override string Signature => "NdArray OutOfBag(NdArray answers, NdArray counts)";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("Which entries of counts tell that a tree has not seen a point? What do you get by comparing the whole array with that number?", "木が点を見ていないことは、counts のどの値で分かりますか。配列全体をその値と比べると、何が得られますか。"),
        new("Multiply the answers by 0 or 1 and add them up over the trees. By which number must the sum be divided: by B?", "答えに 0 か 1 を掛けて、木について足します。和は何で割るべきでしょうか。B でよいでしょうか。"),
        new("What is 0/0 in floating point?", "浮動小数点で 0/0 は何になりますか。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "About 0.37 · B trees answer for each point, so the estimate is of a smaller forest than yours, and a little pessimistic. With many trees the difference fades.",
        "各点に答えるのは約 0.37 · B 本です。つまり、実際より小さな森の推定なので、少し悲観的になります。木が多ければ、差は小さくなります。");

    public override Delegate Solution => (NdArray answers, NdArray counts) =>
    {
        Require(answers, counts);
        var unseen = counts.EqualTo(0).As(DType.Float64);
        return (answers * unseen).Sum(0) / unseen.Sum(0);
    };

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["the mean over all trees"] = (NdArray answers, NdArray counts) =>
        {
            Require(answers, counts);
            return answers.Mean(0);
        },
        ["the trees that did see it"] = (NdArray answers, NdArray counts) =>
        {
            Require(answers, counts);
            var seen = (counts > 0).As(DType.Float64);
            return (answers * seen).Sum(0) / seen.Sum(0);
        },
        ["divided by all trees"] = (NdArray answers, NdArray counts) =>
        {
            Require(answers, counts);
            return (answers * counts.EqualTo(0).As(DType.Float64)).Mean(0);
        },
        ["one number a tree in place of one a point"] = (NdArray answers, NdArray counts) =>
        {
            Require(answers, counts);
            var unseen = counts.EqualTo(0).As(DType.Float64);
            return (answers * unseen).Sum(1) / unseen.Sum(1);
        },
        ["0 where nobody can answer"] = (NdArray answers, NdArray counts) =>
        {
            Require(answers, counts);
            var unseen = counts.EqualTo(0).As(DType.Float64);
            return (answers * unseen).Sum(0) / unseen.Sum(0).Maximum(1);
        },
        ["broadcasting lets one row of counts pass"] = (NdArray answers, NdArray counts) =>
        {
            var unseen = counts.EqualTo(0).As(DType.Float64) * NdArray.OnesLike(answers);
            return (answers * unseen).Sum(0) / unseen.Sum(0);
        },
    };

    protected override IEnumerable<Step> Steps(Func<NdArray, NdArray, NdArray> solve)
    {
        var answers = NdArray.Of(new double[,] { { 1, 2, 3, 4 }, { 5, 6, 7, 8 }, { 10, 20, 30, 40 } });
        var counts = NdArray.Of(new long[,] { { 0, 1, 2, 1 }, { 0, 2, 1, 0 }, { 1, 0, 1, 0 } });
        var got = solve(answers, counts);
        yield return Step.Shape(new("three trees, four points: [4]", "木 3 本、点 4 個から [4]"), [4], got, new("Is it one answer a point or one a tree?", "点ごとに一つですか、木ごとに一つですか。"));
        yield return Step.Values(new("by hand: (3, 20, ?, 24)", "手計算: (3, 20, ?, 24)"), NdArray.Of(3.0, 20, 24), NdArray.Stack(0, got[0], got[1], got[3]),
            new("Point 0 was unseen by trees 0 and 1, point 1 by tree 2 alone. How many answers do you divide by?", "点 0 を見ていないのは木 0 と木 1、点 1 は木 2 だけです。いくつの答えで割っていますか。"));
        yield return Step.That(new("the point that all trees saw: NaN", "すべての木が見た点は NaN"), double.IsNaN(got[2].Item()), "NaN", $"{got[2].Item()}",
            new("Nobody can answer for point 2. Would 0 not be taken for an answer?", "点 2 には誰も答えられません。0 にすると、答えと間違われませんか。"));

        var random = new RandomState(3);
        NdArray x = random.RandN(40, 2), y = random.RandN(40), drawn = NdArray.Stack(0, [.. Enumerable.Range(0, 25).Select(_ => random.RandInt(0, 40, [40]).BinCount(40))]);
        DecisionTree[] trees = [.. Enumerable.Range(0, 25).Select(b => DecisionTree.Fit(x, y, drawn[b]))];
        var said = NdArray.Stack(0, [.. trees.Select(tree => tree.Predict(x))]);
        double[] naive = [.. Enumerable.Range(0, 40).Select(i => Enumerable.Range(0, 25).Where(b => drawn[b, i].Item() == 0).Average(b => said[b, i].Item()))];
        yield return Step.Values(new("25 trees on 40 points, point by point", "木 25 本、40 点を一点ずつ計算した結果と比べる"), NdArray.Of(naive), solve(said, drawn),
            new("Take one point and list the trees that have count 0.", "点を一つ選び、count が 0 の木を書き出してみましょう。"));
        yield return Step.Refuses(new("counts [1, 4] for answers [3, 4] are refused", "answers [3, 4] に counts [1, 4] は例外になる"), () => solve(answers, counts[..1]),
            new("One row would be used for all trees, and nobody would notice. Who checks the shapes?", "一行がすべての木に使い回され、誰も気づきません。形状は誰が確かめますか。"));
    }

    private static void Require(NdArray answers, NdArray counts)
    {
        if (answers.Shape != counts.Shape) throw new ShapeException($"OutOfBag: counts must be {answers.Shape}, the shape of answers, got {counts.Shape}.");
    }
}
