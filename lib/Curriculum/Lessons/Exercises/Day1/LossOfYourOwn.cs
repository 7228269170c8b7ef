using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Lessons.Figures;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Exercises;

/// <summary>Extend: a loss for regression that is smooth and not ruled by an outlier; many solutions.</summary>
internal sealed class LossOfYourOwn : ExerciseDefinition<Func<NdArray, (NdArray Loss, NdArray Slope)>>
{
    private static readonly double[] Measured = [1, 2, 3, 4, 5, 100];

    public override string Id => "D1S3-X3";

    public override Bilingual Title { get; } = new("A loss of your own", "自分で作る損失関数");

    public override Bilingual Task { get; } = new(
        "Invent a loss for the differences e = y − d: return its value and its slope, element by element. It must be 0 at e = 0 and positive elsewhere, equal for e and −e, smooth (the slope passes a gradient check, also near 0), growing with |e|; and the best constant for the data 1, 2, 3, 4, 5 and a slip of the pen, 100, must lie between 2.5 and 4.5.",
        "差 e = y − d に対する損失関数を考え、値と傾きを要素ごとに返してください。e = 0 で 0、それ以外で正、e と −e で等しく、滑らかで(0 の近くでも傾きが勾配チェックを通り)、|e| とともに大きくなること。さらに、データ 1, 2, 3, 4, 5 と書き間違いの 100 に対する最良の定数が 2.5 と 4.5 の間に入ること。");

    public override string Signature => "(NdArray loss, NdArray slope) Loss(NdArray e)";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("The slope says how hard one example pulls. How hard may the 100 pull, compared with the 1?", "傾きは、一つのデータがどれだけ強く引っ張るかを表します。100 は 1 に比べて、どれだけ強く引っ張ってよいでしょうか。"),
        new("Near 0 like ½e², far out like |e|. Do you know a function that goes from the one to the other, such as √(1 + e²) or log cosh e?", "0 の近くでは ½e²、遠くでは |e| のように振る舞う関数がほしいのです。√(1 + e²) や log cosh e のように、一方から他方へ移っていく関数を知っていますか。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "If the 100 had been a true value, the squared error would have been right to listen. A loss is a statement about which errors you expect, and which you can afford.",
        "100 が正しい値だったなら、二乗誤差がそれに耳を傾けるのは正しいことです。損失関数は、どんな誤差を予想し、どんな誤差なら許せるかを述べるものです。");

    public override Delegate Solution => (NdArray e) =>
    {
        var root = (1 + e.Square()).Sqrt();
        return (root - 1, e / root);
    };

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["the squared error"] = (NdArray e) => (0.5 * e.Square(), e),
        ["the absolute error with a wrong slope at 0"] = (NdArray e) => (e.Abs(), e.Tanh()),
        ["not 0 at 0"] = (NdArray e) => ((1 + e.Square()).Sqrt(), e / (1 + e.Square()).Sqrt()),
        ["only errors above 0 count"] = (NdArray e) => ((1 + e.Maximum(0).Square()).Sqrt() - 1, e.Maximum(0) / (1 + e.Maximum(0).Square()).Sqrt()),
        ["flat from 2 on"] = (NdArray e) => (0.5 * e.Clip(-2, 2).Square(), NdArray.Where(e.Abs() < 2, e, 0 * e)),
        ["the slope of something else"] = (NdArray e) => ((1 + e.Square()).Sqrt() - 1, e / (1 + e.Square())),
    };

    protected override IEnumerable<Step> Steps(Func<NdArray, (NdArray Loss, NdArray Slope)> solve)
    {
        var e = NdArray.Arange(0.25, 60, 0.25);
        var (right, left, zero) = (solve(e).Loss, solve(-e).Loss, solve(NdArray.Zeros(1)).Loss);
        yield return Step.That(new("0 at e = 0, positive elsewhere", "e = 0 で 0、それ以外で正"), Math.Abs(zero.Item()) < 1e-12 && right.Min().Item() > 0, "0 and > 0", $"{NumberText.Short(zero.Item())} and {NumberText.Short(right.Min().Item())}",
            new("What does your formula give for e = 0, and what must be taken off?", "e = 0 のとき、あなたの式の値はいくつですか。そこから何を引けばよいですか。"));

        double apart = (right - left).Abs().Max().Item();
        yield return Step.That(new("the same for e and −e", "e と −e で等しい"), apart < 1e-9, "0", NumberText.Short(apart),
            new("Is an error downwards less of an error? Where does the sign of e enter?", "負の誤差は誤差ではないのでしょうか。e の符号はどこで効いていますか。"));

        var near = NdArray.Of(-30, -2.5, -1, -0.01, -1e-5, 1e-5, 0.01, 1, 2.5, 30);
        yield return Step.Gradient(new("the slope against central differences, also close to 0", "傾きを中心差分と比べる(0 のすぐ近くも)"), GradientCheck.Run(v => solve(v).Loss.Sum().Item(), near, solve(near).Slope),
            new("At which e do they part? Is there a corner in your loss?", "どの e で食い違いますか。あなたの損失関数に角はありませんか。"));

        double least = (right[1..] - right[..^1]).Min().Item();
        yield return Step.That(new("a larger error costs more, up to |e| = 60", "|e| = 60 まで、誤差が大きいほど損失も大きい"), least > 0, "> 0", NumberText.Short(least),
            new("Where does your loss stop growing? What would an example out there still teach?", "損失が増えなくなるのはどこからですか。そこにあるデータは、まだ何かを教えてくれますか。"));

        var constants = NdArray.Arange(0, 101, 0.05);
        var best = constants[(int)solve(constants.ExpandDims(1) - NdArray.Of(Measured)).Loss.Sum(1).ArgMin().Item()].Item();
        yield return Step.That(new("the best constant for 1, 2, 3, 4, 5, 100 lies between 2.5 and 4.5", "1, 2, 3, 4, 5, 100 に対する最良の定数が 2.5 と 4.5 の間"), best is > 2.5 and < 4.5, "2.5 … 4.5", NumberText.Significant(best, 3),
            new("Compare your slope at e = 97 with that at e = 2. How many ordinary examples does it take to outweigh the slip?", "e = 97 と e = 2 での傾きを比べましょう。書き間違い一つに対抗するのに、普通のデータがいくつ必要ですか。")) with
        { Shown = NumberText.Significant(best, 3) };
    }
}
