using Curriculum.Arrays;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Exercises;

/// <summary>Warm-up: one expression that brings all inputs to one scale.</summary>
internal sealed class StandardiseInputs : ExerciseDefinition<Func<NdArray, NdArray>>
{
    public override string Id => "D1S1-X1";

    public override Bilingual Title { get; } = new("Inputs on one scale", "入力のスケールをそろえる");

    public override Bilingual Task { get; } = new(
        "Standardise x [n, d]: each input, that is, each column, gets mean 0 and standard deviation 1. Divide by the standard deviation over the n examples (Std's own default).",
        "x [n, d] を標準化してください。各入力 (各列) の平均を 0、標準偏差を 1 にします。標準偏差は n 件についてのもの (Std の既定) で割ります。");

    public override string Signature => "NdArray Standardise(NdArray x)";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("Two steps: what do you subtract so that the mean becomes 0, and by what do you then divide?", "二段階です。平均を 0 にするには何を引き、そのあと何で割りますか。"),
        new("x.Mean(axis) leaves out the axis that it averages over. Which axis must disappear so that one mean an input is left?", "x.Mean(axis) は、平均をとった軸を取り除きます。入力ごとに平均を一つ残すには、どの軸が消えるべきですか。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "In use, new examples are standardised with the mean and the standard deviation of the training data, never with their own: a single example would always become 0.",
        "実際に使うときは、新しいデータを訓練データの平均と標準偏差で標準化します。そのデータ自身のものは使いません。1 件だけなら必ず 0 になってしまうからです。");

    public override Delegate Solution => (NdArray x) => (x - x.Mean(0)) / x.Std(0);

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["each example by itself"] = (NdArray x) => (x - x.Mean(1, keepDims: true)) / x.Std(1, keepDims: true),
        ["one mean and one standard deviation for everything"] = (NdArray x) => (x - x.Mean()) / x.Std(),
        ["only the mean taken out"] = (NdArray x) => x - x.Mean(0),
        ["only divided"] = (NdArray x) => x / x.Std(0),
        ["divided by the variance"] = (NdArray x) => (x - x.Mean(0)) / x.Var(0),
        ["divided by n − 1"] = (NdArray x) => (x - x.Mean(0)) / x.Std(0, ddof: 1),
        ["the means instead of the examples"] = (NdArray x) => x.Mean(0) / x.Std(0),
    };

    protected override IEnumerable<Step> Steps(Func<NdArray, NdArray> solve)
    {
        var x = NdArray.Of(new double[,] { { 1, 10 }, { 5, 10 }, { 5, 40 }, { 1, 40 }, { 3, 25 } });
        yield return Step.Shape(new("x [5, 2] gives [5, 2]", "x [5, 2] から [5, 2]"), x.Shape, solve(x),
            new("Every example is still there, only on another scale. Which line lost them?", "データの件数は変わらず、スケールだけが変わるはずです。件数が変わったのはどの行ですか。"));

        var pairs = NdArray.Of(new double[,] { { 1, 10, -2 }, { 5, 30, 2 } });
        yield return Step.Values(new("by hand: the columns (1, 5), (10, 30) and (−2, 2) all become (−1, 1)", "手計算: 列 (1, 5)、(10, 30)、(−2, 2) はどれも (−1, 1) になる"), NdArray.Of(new double[,] { { -1, -1, -1 }, { 1, 1, 1 } }), solve(pairs),
            new("Column (1, 5): mean 3, standard deviation 2. Which of the two does your expression use, and of which numbers?", "列 (1, 5) の平均は 3、標準偏差は 2 です。あなたの式は、どの数についての平均と標準偏差を使っていますか。"));

        yield return Step.Values(new("the unit of measurement does not matter: x and x in other units give the same", "測定の単位によらない: 単位を変えた x からも同じ結果"), solve(x), solve((x * NdArray.Of(1000.0, 0.01)) + NdArray.Of(0.0, 273)),
            new("What is left of a factor of 1000 after your division?", "1000 倍という係数は、割り算のあとに残っていませんか。"));
    }
}
