using Curriculum.Arrays;
using Curriculum.Lessons.Figures;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Exercises;

/// <summary>Extend: a schedule of the learning rate that brings online learning to rest; many solutions.</summary>
internal sealed class CalmDown : ExerciseDefinition<Func<int, double>>
{
    private const int Updates = 5000;
    private const int Runs = 20;

    // Where the twenty runs begin: E above its minimum, (Δ = (−3.5, 3)).
    private static readonly double Start = Excess(-3.5, 3);

    public override string Id => "D1S4-X3";

    public override Bilingual Title { get; } = new("A schedule that comes to rest", "落ち着くスケジュール");

    public override Bilingual Task { get; } = new(
        "Online learning makes 5,000 updates, each from one new noisy example of y = 3x₀ + 2x₁ (noise N(0, 0.5²), x uniform in 0..1, start at w = (−0.5, 5)). Return the learning rate of update step = 0, 1, 2, … so that E ends, in the mean of 20 runs, less than 0.0004 above its minimum. It must stay positive, must not fly apart on the way, and must have made nine tenths of the way down by update 500. No constant rate does it.",
        "オンライン学習で 5,000 回更新します。毎回、雑音のある新しいデータ y = 3x₀ + 2x₁ (雑音は N(0, 0.5²)、x は 0〜1 の一様分布、出発点は w = (−0.5, 5)) を 1 件使います。更新 step = 0, 1, 2, … の学習率を返し、20 回の実行の平均で、最後の E と最小値の差が 0.0004 未満になるようにしてください。学習率は常に正で、途中で発散せず、500 回目までに 9 割を下り終えていること。一定の学習率では達成できません。");

    public override string Signature => "double Rate(int step)";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("Early the way is long, late the noise is all there is. When should the rate be large, and when small?", "最初は道のりが長く、最後は雑音しか残っていません。学習率はいつ大きく、いつ小さくすべきですか。"),
        new("The sum of the rates is how far one can still go. What is it for 0.5 · 0.99ᵗ, and what for 0.5 / (1 + t/τ)? The flat direction has the curvature 1/12.", "学習率の和は、あとどれだけ遠くへ行けるかを表します。0.5 · 0.99ᵗ ではいくつ、0.5 / (1 + t/τ) ではいくつになりますか。緩やかな方向の曲率は 1/12 です。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "No method can end below about 0.00005 here: 5,000 noisy examples do not say more about two weights. Robbins and Monro's two sums are the whole secret: Σε infinite, Σε² finite.",
        "ここでは、どんな方法でも 0.00005 程度より下には行けません。5,000 件の雑音のあるデータが、二つの重みについてそれ以上のことを教えてくれないからです。Robbins と Monro の二つの和、Σε は無限大、Σε² は有限、がすべてです。");

    public override Delegate Solution => (int step) => 1 / (1 + (step / 20.0));

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["a large constant"] = (int step) => 0.5,
        ["a middling constant"] = (int step) => 0.03,
        ["a small constant"] = (int step) => 0.01,
        ["shrinking so fast that it stops on the way"] = (int step) => 0.5 * Math.Pow(0.99, step),
        ["growing"] = (int step) => 0.5 * (1 - (1 / (1.0 + step))),
        ["so small at first that it starts late"] = (int step) => 0.01 * Math.Min(1, step / 500.0),
        ["too large at first"] = (int step) => 30 / (1 + (step / 10.0)),
        ["below zero in the end"] = (int step) => 0.5 - (step / 6000.0),
    };

    protected override IEnumerable<Step> Steps(Func<int, double> solve)
    {
        double[] rates = [.. Enumerable.Range(0, Updates).Select(solve)];
        int bad = Array.FindIndex(rates, r => !(r > 0 && double.IsFinite(r)));
        yield return Step.That(new("every rate is positive", "学習率が常に正"), bad < 0, "> 0", bad < 0 ? "> 0" : $"{NumberText.Short(rates[bad])} at step {bad}",
            new("A negative rate climbs, and 0 stands still. From which step on does yours?", "負の学習率では坂を上り、0 では止まります。何歩目からそうなりますか。"));

        var paths = Enumerable.Range(0, Runs).Select(seed => Walk(rates, (uint)seed)).ToArray();
        double highest = paths.Max(p => p.Max());
        yield return Step.That(new("no run flies apart", "どの実行も発散しない"), highest < 10 * Start, $"E below {NumberText.Significant(10 * Start, 2)}", NumberText.Significant(highest, 2),
            new("An example with x = (1, 1) has the curvature 2. Which rate is its limit?", "x = (1, 1) のデータの曲率は 2 です。学習率の上限はいくつですか。"));

        double early = paths.Average(p => p[499]);
        yield return Step.That(new("after 500 updates nine tenths of the way down", "500 回の更新で 9 割を下り終える"), early < 0.1 * Start, $"below {NumberText.Significant(0.1 * Start, 2)}", NumberText.Significant(early, 2),
            new("How large are your first rates? The best exact step would be near 3.", "最初の学習率はどれくらいですか。正確な勾配なら、最良の歩幅は 3 に近い値です。"));

        double end = paths.Average(p => p[^1]);
        yield return Step.That(new("after 5,000 updates less than 0.0004 above the minimum, mean of 20 runs", "5,000 回の更新後、20 回の平均で最小値との差が 0.0004 未満"), end < 4e-4, "below 0.0004", NumberText.Significant(end, 2),
            new("Is it still on its way, or trembling at the bottom? Look at a run without noise.", "まだ途中なのですか、それとも底で震えているのですか。雑音なしの実行を見てみましょう。")) with
        { Shown = NumberText.Significant(end, 2) };
    }

    // E above its minimum after each update.
    private static double[] Walk(double[] rates, uint seed)
    {
        var random = new RandomState(seed);
        var (a, b) = (-3.5, 3.0);
        var path = new double[rates.Length];
        for (int t = 0; t < rates.Length; t++)
        {
            double x0 = random.NextDouble(), x1 = random.NextDouble();
            double error = (a * x0) + (b * x1) - (0.5 * random.NextGaussian());
            (a, b) = (a - (rates[t] * error * x0), b - (rates[t] * error * x1));
            path[t] = Excess(a, b);
        }

        return path;
    }

    // ½ Δᵀ E[xxᵀ] Δ for x uniform in 0..1: the second moments are 1/3 and, mixed, 1/4.
    private static double Excess(double a, double b) => (((a * a) + (b * b)) / 6) + (a * b / 4);
}
