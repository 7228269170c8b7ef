using Curriculum.Arrays;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Exercises;

/// <summary>Build: from a formula of a paper to a loop.</summary>
internal sealed class LocalResponse : ExerciseDefinition<Func<NdArray, int, double, double, double, NdArray>>
{
    public override string Id => "D2S5-X2";

    public override Bilingual Title { get; } = new("Local response normalisation by hand", "局所応答正規化を手で書く");

    public override Bilingual Task { get; } = new(
        "Write the normalisation of AlexNet (§ 3.3): a [c, h, w] → b [c, h, w], where each number is divided by (k + α · the sum of the squares of n neighbouring channels at the same place) to the power β. The n channels lie around its own; at the first and last channels there are fewer. Refuse an even n: it has no middle.",
        "AlexNet の正規化(§ 3.3)を書いてください。a [c, h, w] → b [c, h, w] で、各数を(k + α ×(同じ場所の、隣り合う n チャンネルの二乗和))の β 乗で割ります。n チャンネルは自分を中心に並び、最初と最後のチャンネルでは数が減ります。偶数の n は中心がないので、例外にしてください。");

    public override string Signature => "NdArray LocalResponse(NdArray a, int n, double k, double alpha, double beta)";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("For channel i and n = 5: which channels are its neighbours, and which of them exist when i = 0?", "チャンネル i、n = 5 のとき、隣のチャンネルはどれですか。i = 0 のとき、実在するのはどれですか。"),
        new("A slice of a along its first axis is [m, h, w]. Where must it begin and end, and which axis do you sum?", "a を最初の軸で切り出すと [m, h, w] になります。どこからどこまでを切り出し、どの軸で和をとりますか。"),
        new("What must happen before the sum: nothing, an absolute value, or a square?", "和をとる前に必要なのは、何もしないこと、絶対値、二乗のどれですか。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "Neighbouring channels have no order of their own: a net may learn its filters in any. So which channels compete is an accident that training then arranges itself around. Batch normalisation, three years later, needs no neighbours.",
        "チャンネルの並びに本来の順序はなく、フィルタはどの順に学習されても構いません。どのチャンネルどうしが競い合うかは偶然に決まり、学習がそれに合わせていくだけです。3 年後のバッチ正規化に、隣は必要ありません。");

    public override Delegate Solution => Normalise((i, n, c) => (Math.Max(0, i - (n / 2)), Math.Min(c, i + (n / 2) + 1)));

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["the neighbour after the last one forgotten"] = Normalise((i, n, c) => (Math.Max(0, i - (n / 2)), Math.Min(c, i + (n / 2)))),
        ["only the channels before it"] = Normalise((i, n, c) => (Math.Max(0, i - n + 1), i + 1)),
        ["all channels"] = Normalise((_, _, c) => (0, c)),
        ["α divided by n"] = (NdArray a, int n, double k, double alpha, double beta) => Formula(a, Odd(n), k, alpha / n, beta, Window, near => near.Square().Sum(0)),
        ["no square"] = (NdArray a, int n, double k, double alpha, double beta) => Formula(a, Odd(n), k, alpha, beta, Window, near => near.Abs().Sum(0)),
        ["the sum over the whole map"] = (NdArray a, int n, double k, double alpha, double beta) => Formula(a, Odd(n), k, alpha, beta, Window, near => near.Square().Sum()),
        ["k forgotten"] = (NdArray a, int n, double k, double alpha, double beta) => Formula(a, Odd(n), 0, alpha, beta, Window, near => near.Square().Sum(0)),
        ["an even n taken"] = (NdArray a, int n, double k, double alpha, double beta) => Formula(a, n, k, alpha, beta, Window, near => near.Square().Sum(0)),
    };

    protected override IEnumerable<Step> Steps(Func<NdArray, int, double, double, double, NdArray> solve)
    {
        var a = new RandomState(8).RandN(7, 2, 3) * 3;
        yield return Step.Shape(new("a [7, 2, 3] gives b [7, 2, 3]", "a [7, 2, 3] から b [7, 2, 3]"), a.Shape, solve(a, 5, 2, 0.1, 0.75), new("Every number of a has one in b.", "a のどの数にも、b に対応する数があります。"));

        // 1, 2, 3, 4: with n = 3 the sums of squares are 5, 14, 29, 25.
        var four = NdArray.Of(1.0, 2, 3, 4).Reshape(4, 1, 1);
        yield return Step.Values(new("by hand: 1, 2, 3, 4 with n = 3, k = 1, α = 1, β = 1", "手計算: 1, 2, 3, 4、n = 3、k = 1、α = 1、β = 1"), NdArray.Of(1.0 / 6, 2.0 / 15, 3.0 / 30, 4.0 / 26).Reshape(4, 1, 1), solve(four, 3, 1, 1, 1),
            new("The sums of squares are 5, 14, 29, 25. Which one is yours not, and which neighbours did you count there?", "二乗和は 5、14、29、25 です。合わないのはどれで、そこではどの隣を数えましたか。"));
        yield return Step.Values(new("one place does not see another: two places of the same channel", "場所どうしは無関係: 同じチャンネルの二つの場所"), NdArray.Of(0.5, 2.0 / 5).Reshape(1, 1, 2), solve(NdArray.Of(1.0, 2).Reshape(1, 1, 2), 3, 1, 1, 1),
            new("The neighbours are other channels at the same place. What did you sum over?", "隣とは、同じ場所の別のチャンネルです。何について和をとりましたか。"));
        yield return Step.Values(new("AlexNet's own constants: n = 5, k = 2, α = 1e-4, β = 0.75, on numbers up to 100", "AlexNet の定数: n = 5、k = 2、α = 1e-4、β = 0.75、100 までの数"), Straight(a * 30), solve(a * 30, 5, 2, 1e-4, 0.75),
            new("With which of k, α and β does it still agree if you set the others to 1?", "k、α、β のうち、ほかを 1 にしても合うのはどれですか。"));
        yield return Step.Refuses(new("n = 4 is refused", "n = 4 は例外になる"), () => solve(a, 4, 2, 0.1, 0.75),
            new("Of four channels, which is the middle one?", "4 チャンネルの真ん中はどれですか。"));
    }

    // The formula number by number, with nothing vectorised.
    private static NdArray Straight(NdArray a)
    {
        var b = NdArray.ZerosLike(a);
        for (var i = 0; i < a.Shape[0]; i++)
            for (var y = 0; y < a.Shape[1]; y++)
                for (var x = 0; x < a.Shape[2]; x++)
                {
                    double sum = 0;
                    for (var j = 0; j < a.Shape[0]; j++)
                        if (Math.Abs(i - j) <= 2) sum += a[j, y, x].Item() * a[j, y, x].Item();
                    b[i, y, x] = a[i, y, x].Item() / NdArray.Scalar(2 + (1e-4 * sum), DType.Float64).Pow(0.75).Item();
                }
        return b;
    }

    private static Func<NdArray, int, double, double, double, NdArray> Normalise(Func<int, int, int, (int From, int To)> window)
        => (a, n, k, alpha, beta) => Formula(a, Odd(n), k, alpha, beta, window, near => near.Square().Sum(0));

    private static (int From, int To) Window(int i, int n, int c) => (Math.Max(0, i - (n / 2)), Math.Min(c, i + (n / 2) + 1));

    private static NdArray Formula(NdArray a, int n, double k, double alpha, double beta, Func<int, int, int, (int From, int To)> window, Func<NdArray, NdArray> strength)
    {
        var b = NdArray.ZerosLike(a);
        for (var i = 0; i < a.Shape[0]; i++)
        {
            var (from, to) = window(i, n, a.Shape[0]);
            b[i] = a[i] / (k + (alpha * strength(a[from..to]))).Pow(beta);
        }
        return b;
    }

    private static int Odd(int n) => n % 2 == 1 ? n : throw new ArgumentException($"LocalResponse: n must be odd, so that a channel is in the middle, got {n}.");
}
