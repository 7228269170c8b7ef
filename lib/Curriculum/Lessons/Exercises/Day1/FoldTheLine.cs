using Curriculum.Arrays;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Exercises;

/// <summary>Extend: as many linear pieces as possible from few ReLU units; depth is the way.</summary>
internal sealed class FoldTheLine : ExerciseDefinition<Func<(NdArray[] W, NdArray[] B)>>
{
    private const int MostUnits = 12;
    private const int LeastPieces = 40;

    public override string Id => "D1S2-X3";

    public override Bilingual Title { get; } = new("Fold the line", "直線を折りたたむ");

    public override Bilingual Task { get; } = new(
        $"Build a ReLU network from one input to one output with at most {MostUnits} hidden units in all, whose output over 0 … 1 consists of at least {LeastPieces} straight pieces. W[l] is [in, out], b[l] is [out]; ReLU stands between the layers, not after the last. Depth and widths are yours to choose.",
        $"入力 1、出力 1 の ReLU ネットワークを作ってください。中間ユニットは全部で {MostUnits} 個以下とし、0 〜 1 での出力を {LeastPieces} 本以上の線分からなるものにします。W[l] は [in, out]、b[l] は [out] で、ReLU は層の間に入り、最後の層の後には入りません。層の数と幅は自由です。");

    public override string Signature => "(NdArray[] W, NdArray[] b) Fold()";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("One hidden layer of 12 units has at most 12 kinks. What does a second layer do to every piece that the first has made?", "ユニット 12 個の中間層一つでは、折れ目は 12 個までです。二つ目の層は、一つ目の層が作った線分のそれぞれに何をしますか。"),
        new("The tent of part 4 is 2·max(0, z) − 4·max(0, z − ½). Which two numbers are b of its hidden layer, and which two weights lead out?", "第 4 部のテントは 2·max(0, z) − 4·max(0, z − ½) です。中間層の b はどの二つの数で、出ていく重みはどの二つですか。"),
        new("Tent after tent: the weights out of one tent and into the next are two products in a row, without a bend between. What single matrix are they?", "テントを続けると、一つのテントから出る重みと次のテントに入る重みは、間に曲がりのない二つの積になります。これは一つの行列としてはどうなりますか。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "Six layers of two make 64 pieces; one layer of twelve makes 13 at most. Whether training finds such a fold is another question: move one weight a little and look at the picture again.",
        "2 ユニットの層を 6 つ重ねると 64 本、12 ユニットの層一つでは多くても 13 本です。学習でこのような折りたたみが見つかるかどうかは別の問題です。重みを一つだけ少し動かして、もう一度図を見てみましょう。");

    public override Delegate Solution => () => Tents(6);

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["one wide layer"] = () => ((NdArray[])[NdArray.Ones(1, MostUnits), NdArray.Of([.. Enumerable.Range(0, MostUnits).Select(j => j % 2 == 0 ? 1.0 : -1)]).Reshape(MostUnits, 1)],
            (NdArray[])[NdArray.Of([.. Enumerable.Range(0, MostUnits).Select(j => -j / (double)MostUnits)]), NdArray.Zeros(1)]),
        ["too few layers"] = () => Tents(4),
        ["too many units"] = () => Tents(8),
        ["the bias of the second unit forgotten"] = () =>
        {
            var (W, b) = Tents(6);
            return (W, (NdArray[])[.. b.Select(v => 0 * v)]);
        },
        ["the last layer left out"] = () =>
        {
            var (W, b) = Tents(6);
            return (W[..^1], b[..^1]);
        },
    };

    protected override IEnumerable<Step> Steps(Func<(NdArray[] W, NdArray[] B)> solve)
    {
        var (W, b) = solve();
        int[] widths = [1, .. W.Select(w => w.Shape[1])];
        var fits = W.Length == b.Length && W.Length >= 2 && widths[^1] == 1 && W.Select((w, l) => w.Shape[0] == widths[l] && b[l].Rank == 1 && b[l].Size == widths[l + 1]).All(fit => fit);
        yield return Step.That(new("the layers fit together, from 1 input to 1 output", "入力 1 から出力 1 まで、層の大きさが合う"), fits, "W [1, h], b [h] … W [h, 1], b [1]", string.Join(" ", W.Select(w => w.Shape)),
            new("What comes out of each layer, and what does the next one expect?", "各層からいくつの数が出て、次の層はいくつの数を受け取りますか。"));

        var units = widths[1..^1].Sum();
        yield return Step.That(new($"at most {MostUnits} hidden units", $"中間ユニットは {MostUnits} 個以下"), units <= MostUnits, $"≤ {MostUnits}", $"{units}",
            new("Which buys more pieces: another unit in a layer, or another layer?", "線分を増やすには、層にユニットを足すのと層を足すのと、どちらが得ですか。"));

        var pieces = Pieces(W, b);
        yield return Step.That(new($"at least {LeastPieces} straight pieces over 0 … 1", $"0 〜 1 で {LeastPieces} 本以上の線分"), pieces >= LeastPieces, $"≥ {LeastPieces}", $"{pieces}",
            new("Draw the output of each layer over 0 … 1. Which layer does not double the pieces?", "各層の出力を 0 〜 1 で描いてみましょう。線分の数を 2 倍にしていないのはどの層ですか。")) with
        { Shown = $"{pieces}" };
    }

    // A kink is where the slope between neighbours of a fine grid changes; a kink inside a cell of the grid shows twice, so neighbours count once.
    private static int Pieces(NdArray[] W, NdArray[] b)
    {
        const int cells = 1 << 14;
        var z = NdArray.Linspace(0, 1, cells + 1).Reshape(-1, 1);
        for (var l = 0; l < W.Length; l++) z = l < W.Length - 1 ? (z.MatMul(W[l]) + b[l]).Maximum(0) : z.MatMul(W[l]) + b[l];
        var y = z.ToArray<double>();
        int pieces = 1, last = -2;
        for (var i = 1; i < cells; i++)
        {
            if (Math.Abs(y[i + 1] - (2 * y[i]) + y[i - 1]) * cells < 1e-3) continue;
            if (i > last + 1) pieces++;
            last = i;
        }
        return pieces;
    }

    // Each layer: the two ramps max(0, z) and max(0, z − ½) of the tent before it, whose weights out are 2 and −4.
    private static (NdArray[] W, NdArray[] B) Tents(int depth)
    {
        NdArray start = NdArray.Ones(1, 2), next = NdArray.Of(new double[,] { { 2, 2 }, { -4, -4 } }), end = NdArray.Of(new double[,] { { 2 }, { -4 } });
        return ([start, .. Enumerable.Repeat(next, depth - 1), end], [.. Enumerable.Repeat(NdArray.Of(0, -0.5), depth), NdArray.Zeros(1)]);
    }
}
