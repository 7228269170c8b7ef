using Curriculum.Arrays;
using Curriculum.Ensembles;
using Curriculum.Lessons.Figures;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Exercises;

/// <summary>Extend: an open task; the check is that the error on new data is clearly below that of bagged trees.</summary>
internal sealed class EnsembleOfYourOwn : ExerciseDefinition<Func<NdArray, NdArray, RandomState, Func<NdArray, NdArray>>>
{
    private const int Examples = 200;
    private const int Trees = 50;
    private const double MostOfBagging = 0.8;
    private static readonly uint[] Seeds = [0, 1, 2];

    public override string Id => "D2S6-X3";

    public override Bilingual Title { get; } = new("An ensemble of your own", "自分のアンサンブルを作る");

    public override Bilingual Task { get; } = new(
        $"Learn the function of part 5 (ten features, five of which matter, noise of standard deviation 1) from {Examples} examples x [n, 10], y [n], and return a function that answers for new x [m, 10] with [m]. On three data sets, your squared error on new examples must be at most {MostOfBagging:P0} of that of {Trees} bagged trees. How is up to you: boosting, stacking, drawn features, other learners.",
        $"第 5 部の関数(特徴 10 個、意味があるのは 5 個、ノイズの標準偏差は 1)を {Examples} 個の例 x [n, 10]、y [n] から学習し、新しい x [m, 10] に [m] で答える関数を返してください。三組のデータで、新しい例での二乗誤差を、バギングした木 {Trees} 本の {MostOfBagging:P0} 以下にします。方法は自由です。ブースティング、スタッキング、特徴の抽出、ほかの学習器を使いましょう。");

    public override string Signature => "Func<NdArray, NdArray> Learn(NdArray x, NdArray y, RandomState random)";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("Bagging lowers the variance. How large is the bias of its trees here, with 200 examples in ten dimensions? Which ensemble lowers that?", "バギングはバリアンスを下げます。10 次元に 200 個の例しかないとき、木のバイアスはどれくらい残るでしょうか。それを下げるアンサンブルはどれですか。"),
        new("GradientBoost of part 7 works for ten features, too: DecisionTree.Fit(x, y − f, settings: new TreeSettings { MaxDepth = 3 }). How small a step, how many trees?", "第 7 部の GradientBoost は特徴が 10 個でも使えます。DecisionTree.Fit(x, y − f, settings: new TreeSettings { MaxDepth = 3 }) のように。歩幅はどれくらい、木は何本にしますか。"),
        new("How can you choose depth, step and number of trees without the new examples?", "深さ、歩幅、木の数を、新しい例を見ずに決めるにはどうすればよいですか。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "What is the smallest error that anybody could reach? The noise has variance 1: your error less 1 is bias² + variance. Which of the two is left?",
        "誰にも下回れない誤差はいくつでしょうか。ノイズの分散は 1 なので、誤差から 1 を引いたものがバイアス² + バリアンスです。残っているのはどちらでしょうか。");

    public override Delegate Solution => (NdArray x, NdArray y, RandomState random) => Boosted(x, y, 200, 0.1, 3);

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["one deep tree"] = (NdArray x, NdArray y, RandomState random) => (Func<NdArray, NdArray>)DecisionTree.Fit(x, y).Predict,
        ["only more bagged trees"] = (NdArray x, NdArray y, RandomState random) => (Func<NdArray, NdArray>)Forest.Fit(x, y, 150, random).Predict,
        ["boosting with whole steps and deep trees"] = (NdArray x, NdArray y, RandomState random) => Boosted(x, y, 50, 1, 8),
        ["boosting that forgets to subtract what it has"] = (NdArray x, NdArray y, RandomState random) =>
        {
            var tree = DecisionTree.Fit(x, y, settings: new TreeSettings { MaxDepth = 3 });
            return (Func<NdArray, NdArray>)(other => 20 * 0.1 * tree.Predict(other));
        },
        ["a column in place of a row of numbers"] = (NdArray x, NdArray y, RandomState random) =>
        {
            var learned = Boosted(x, y, 100, 0.1, 3);
            return (Func<NdArray, NdArray>)(other => learned(other).Reshape(-1, 1));
        },
    };

    protected override IEnumerable<Step> Steps(Func<NdArray, NdArray, RandomState, Func<NdArray, NdArray>> solve)
    {
        var (x, y) = Friedman(Examples, new RandomState(Seeds[0]));
        yield return Step.Shape(new("answers for x [7, 10]: [7]", "x [7, 10] への答えは [7]"), [7], solve(x, y, new RandomState(0))(x[..7]),
            new("y is [n]. Which shape do your answers have?", "y は [n] です。答えの形状はどうなっていますか。"));
        var shares = Seeds.Select(seed => Share(solve, seed)).ToArray();
        yield return Step.That(new("better than the bagged trees on every data set", "どのデータでもバギングより良い"), shares.All(s => s < 1), "< 1", List(shares),
            new("Averaging deep trees is already done by bagging. Which part of the error does it leave?", "深い木の平均なら、バギングがもうしています。残っているのは誤差のどの成分ですか。"));
        yield return Step.That(new($"clearly: at most {MostOfBagging:P0} of their squared error", $"はっきりと: 二乗誤差が {MostOfBagging:P0} 以下"), shares.All(s => s <= MostOfBagging), $"≤ {MostOfBagging}", List(shares),
            new("What happens with smaller steps and more of them?", "歩幅を小さくして回数を増やすと、どうなりますか。")) with
        { Shown = List(shares) };
    }

    private static double Share(Func<NdArray, NdArray, RandomState, Func<NdArray, NdArray>> solve, uint seed)
    {
        var (x, y) = Friedman(Examples, new RandomState(seed));
        var (newX, newY) = Friedman(500, new RandomState(seed + 100));
        double Error(NdArray answers) => (answers - newY).Square().Mean().Item();
        return Error(solve(x, y, new RandomState(seed))(newX)) / Error(Forest.Fit(x, y, Trees, new RandomState(seed)).Predict(newX));
    }

    // J. Friedman: Multivariate adaptive regression splines, 1991, with noise of standard deviation 1.
    private static (NdArray X, NdArray Y) Friedman(int n, RandomState random)
    {
        var x = random.Rand(n, 10);
        var y = (10 * (Math.PI * x[.., 0] * x[.., 1]).Sin()) + (20 * (x[.., 2] - 0.5).Square()) + (10 * x[.., 3]) + (5 * x[.., 4]);
        return (x, y + random.RandN(n));
    }

    private static Func<NdArray, NdArray> Boosted(NdArray x, NdArray y, int rounds, double step, int depth)
    {
        var (f, trees) = (NdArray.ZerosLike(y), new List<DecisionTree>());
        for (int m = 0; m < rounds; m++)
        {
            trees.Add(DecisionTree.Fit(x, y - f, settings: new TreeSettings { MaxDepth = depth }));
            f += step * trees[^1].Predict(x);
        }

        return other => step * trees.Select(tree => tree.Predict(other)).Aggregate((a, b) => a + b);
    }

    private static string List(IEnumerable<double> values) => string.Join(", ", values.Select(v => NumberText.Significant(v, 3)));
}
