using Curriculum.Arrays;
using Curriculum.Lessons.Figures;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Exercises;

/// <summary>Warm-up: the probability of being out of bag, in one expression.</summary>
internal sealed class LeftOutOfTheBag : ExerciseDefinition<Func<int, int, double>>
{
    public override string Id => "D2S6-X1";

    public override Bilingual Title { get; } = new("Left out of the bag", "標本から漏れる確率");

    public override Bilingual Task { get; } = new(
        "From n points, some are drawn with replacement. How likely is it that a given point is not among them? Return it as an expression in n and the number of draws.",
        "n 個の点から、重複を許していくつか引きます。ある決まった点が一度も引かれない確率を、n と引く回数の式で返してください。");

    public override string Signature => "double Unseen(int n, int drawn)";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("How likely is it that a single draw misses the point?", "1 回引いて、その点に当たらない確率はいくつですか。"),
        new("The draws know nothing of each other. What becomes of the probabilities of independent events that must all happen?", "どの回も、ほかの回とは無関係です。独立な事象がすべて起こる確率は、それぞれの確率をどうしたものですか。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "For n draws from n it tends to e⁻¹ ≈ 0.368: every tree of a forest leaves more than a third of the points for testing. How many draws would leave only a tenth?",
        "n 個から n 回引くと e⁻¹ ≈ 0.368 に近づきます。森のどの木も、3 分の 1 以上の点をテスト用に残しているのです。残りを 1 割だけにするには、何回引けばよいでしょうか。");

    public override Delegate Solution => (int n, int drawn) => Math.Pow(1 - (1.0 / n), drawn);

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["as if every draw took another point"] = (int n, int drawn) => 1 - ((double)drawn / n),
        ["the limit in place of the value"] = (int n, int drawn) => Math.Exp(-(double)drawn / n),
        ["whole numbers divided"] = (int n, int drawn) => Math.Pow(1 - (1 / n), drawn),
        ["the probability of being in"] = (int n, int drawn) => 1 - Math.Pow(1 - (1.0 / n), drawn),
        ["always the same point"] = (int n, int drawn) => Math.Pow(1.0 / n, drawn),
    };

    protected override IEnumerable<Step> Steps(Func<int, int, double> solve)
    {
        yield return Near(new("4 points, no draw: certainly unseen", "4 個で 1 回も引かないなら、必ず見られない"), 1, solve(4, 0), 1e-12, new("What is anything to the power 0?", "何かの 0 乗はいくつですか。"));
        yield return Near(new("4 points, one draw: 3/4", "4 個から 1 回なら 3/4"), 0.75, solve(4, 1), 1e-12,
            new("Three of four draws miss. Is 1 / n in your expression a fraction, or a whole number?", "4 通りのうち 3 通りで外れます。式の中の 1 / n は小数になっていますか、整数になっていますか。"));
        yield return Near(new("2 points, two draws: 1/4", "2 個から 2 回なら 1/4"), 0.25, solve(2, 2), 1e-12,
            new("List the four ways to draw twice from two. In how many is the first point missing?", "2 個から 2 回引く 4 通りを書き出してみましょう。最初の点が出てこないのは何通りですか。"));
        yield return Near(new("3 points, three draws: 8/27", "3 個から 3 回なら 8/27"), 8.0 / 27, solve(3, 3), 1e-12,
            new("e⁻¹ is only the limit for many points. What is it for three?", "e⁻¹ は点が多いときの極限です。3 個ではいくつですか。"));

        var random = new RandomState(0);
        double missed = Enumerable.Range(0, 20_000).Count(_ => Enumerable.Range(0, 12).All(_ => random.RandInt(0, 10) != 3)) / 20_000.0;
        yield return Near(new("10 points, 12 draws, tried 20,000 times", "10 個から 12 回、20,000 通り試した結果"), missed, solve(10, 12), 0.015,
            new("The trials disagree with your expression. Which of the two would you believe?", "試した結果と式が食い違っています。どちらを信じますか。"));
    }

    private static Step Near(Bilingual what, double expected, double got, double tolerance, Bilingual question)
        => Step.That(what, Math.Abs(expected - got) <= tolerance, NumberText.Significant(expected, 6), NumberText.Significant(got, 6), question);
}
