using Curriculum.Arrays;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Exercises;

/// <summary>Extend: weights chosen by hand so that a hidden layer closes a region; many solutions.</summary>
internal sealed class FenceByHand : ExerciseDefinition<Func<(NdArray W1, NdArray B1, NdArray W2, NdArray B2)>>
{
    private const int MostUnits = 8;
    private const double Share = 0.98;

    public override string Id => "D1S1-X3";

    public override Bilingual Title { get; } = new("A fence of hidden units", "中間ユニットで作る柵");

    public override Bilingual Task { get; } = new(
        $"A square field stands on one corner: its inside is |x₁| + |x₂| < 1. Choose W1 [2, h], b1 [h], W2 [h, 1] and b2 [1] with at most {MostUnits} hidden units so that y = max(0, x·W1 + b1)·W2 + b2 is positive inside and not positive outside. It is tried on a grid over −2 … 2; at least {Share:P0} of the points inside and of those outside must be right.",
        $"正方形の畑が角を下にして置かれていて、内側は |x₁| + |x₂| < 1 です。中間ユニットは {MostUnits} 個以下とし、y = max(0, x·W1 + b1)·W2 + b2 が内側で正、外側で正でなくなるように W1 [2, h]、b1 [h]、W2 [h, 1]、b2 [1] を選んでください。−2 〜 2 の格子点で試し、内側の点も外側の点も {Share:P0} 以上が正しければ合格です。");

    public override string Signature => "(NdArray W1, NdArray b1, NdArray W2, NdArray b2) Fence()";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("A unit is 0 on one side of a line and grows on the other. Which two units together make |x₁|?", "ユニットは、線の片側では 0、反対側では大きくなっていきます。|x₁| を作るには、どの二つのユニットを組み合わせますか。"),
        new("Inside is where 1 − |x₁| − |x₂| > 0. Which of these numbers are W2, and which is b2?", "内側とは 1 − |x₁| − |x₂| > 0 の所です。この式のどの数が W2 で、どの数が b2 ですか。"),
        new("Another way: one unit a side of the fence, silent inside. How large may b2 be so that leaving by any side is noticed at once?", "別の方法: 柵の一辺ごとに、内側では 0 になるユニットを一つ置きます。どの辺から出てもすぐ分かるようにするには、b2 をどれくらいの大きさにすればよいですか。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "Four flat cuts, one closed region. Can you do it with three units for a triangle? Could any number of units draw a perfect circle?",
        "四つの平らな切り口で、閉じた領域ができました。三角形なら三つのユニットでできるでしょうか。ユニットをいくら増やせば、完全な円が描けるでしょうか。");

    public override Delegate Solution => () => (
        NdArray.Of(new double[,] { { 1, -1, 0, 0 }, { 0, 0, 1, -1 } }), NdArray.Zeros(4), -NdArray.Ones(4, 1), NdArray.Ones(1));

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["W1 as [h, 2], the way of the books"] = Fence(new double[,] { { 1, 0 }, { -1, 0 }, { 0, 1 }, { 0, -1 } }, [0, 0, 0, 0], -1, 1),
        ["a square that lies on its side"] = Fence(new double[,] { { 1, -1, 0, 0 }, { 0, 0, 1, -1 } }, [-1, -1, -1, -1], -1, 0.01),
        ["only one direction of each input"] = Fence(new double[,] { { 1, 0 }, { 0, 1 } }, [0, 0], -1, 1),
        ["a strip: only the first input"] = Fence(new double[,] { { 1, -1 }, { 0, 0 } }, [0, 0], -1, 1),
        ["inside out"] = Fence(new double[,] { { 1, -1, 0, 0 }, { 0, 0, 1, -1 } }, [0, 0, 0, 0], 1, -1),
        ["a field twice as large"] = Fence(new double[,] { { 1, -1, 0, 0 }, { 0, 0, 1, -1 } }, [0, 0, 0, 0], -1, 2),
        ["nothing but a bias"] = Fence(new double[,] { { 0 }, { 0 } }, [0], 0, 1),
    };

    protected override IEnumerable<Step> Steps(Func<(NdArray W1, NdArray B1, NdArray W2, NdArray B2)> solve)
    {
        var (W1, b1, W2, b2) = solve();
        var h = b1.Size;
        string got = $"{W1.Shape}, {b1.Shape}, {W2.Shape}, {b2.Shape}", wanted = $"[2, {h}], [{h}], [{h}, 1], [1]";
        yield return Step.That(new("W1 [2, h], b1 [h], W2 [h, 1], b2 [1]", "W1 [2, h]、b1 [h]、W2 [h, 1]、b2 [1]"), got == wanted, wanted, got,
            new("One row an input, one column a unit. Which of the four has another shape?", "1 行が一つの入力、1 列が一つのユニットです。四つのうち、形状が違うのはどれですか。"));

        yield return Step.That(new($"at most {MostUnits} hidden units", $"中間ユニットは {MostUnits} 個以下"), h <= MostUnits, $"≤ {MostUnits}", $"{h}",
            new("How many sides has the fence, and what is each of your units there for?", "柵の辺はいくつですか。それぞれのユニットは何のためにありますか。"));

        // A grid that misses the fence itself, where rounding would decide.
        var side = NdArray.Arange(-2, 2, 0.08) + 0.013;
        var x = NdArray.Stack(1, side.Repeat(side.Size), side.Tile(side.Size));
        var inside = x.Abs().Sum(1) < 1;
        var says = (x.MatMul(W1) + b1).Maximum(0).MatMul(W2)[.., 0] + b2 > 0;
        double kept = (says & inside).Sum().Item() / inside.Sum().Item(), refused = (!says & !inside).Sum().Item() / (!inside).Sum().Item();
        yield return Step.That(new($"inside, y > 0 for at least {Share:P0} of the points", $"内側では {Share:P0} 以上の点で y > 0"), kept >= Share, $"≥ {Share:P0}", $"{kept:P1}",
            new("Take the point (0, 0): what do your units say there, and what is y?", "点 (0, 0) で、各ユニットの値と y はいくつですか。")) with
        { Shown = $"{kept:P1}" };

        yield return Step.That(new($"outside, y ≤ 0 for at least {Share:P0} of the points", $"外側では {Share:P0} 以上の点で y ≤ 0"), refused >= Share, $"≥ {Share:P0}", $"{refused:P1}",
            new("Walk from the middle in all four directions. Where does your fence have a gap, or stand too far out?", "中央から四方へ歩いてみましょう。柵に隙間はありませんか。遠すぎる所に立っていませんか。")) with
        { Shown = $"{refused:P1}" };
    }

    private static Func<(NdArray, NdArray, NdArray, NdArray)> Fence(double[,] W1, double[] b1, double W2, double b2) =>
        () => (NdArray.Of(W1), NdArray.Of(b1), NdArray.Full([b1.Length, 1], W2), NdArray.Of(b2));
}
