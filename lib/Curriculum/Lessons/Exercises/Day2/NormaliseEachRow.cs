using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Exercises;

/// <summary>Build: a function of five to fifteen lines, with its backward pass.</summary>
internal sealed class NormaliseEachRow : ExerciseDefinition<Func<NdArray, NdArray, double, (NdArray Y, NdArray DX)>>
{
    public override string Id => "D2S1-X2";

    public override Bilingual Title { get; } = new("Layer normalisation by hand", "レイヤー正規化を手で書く");

    public override Bilingual Task { get; } = new(
        "Batch normalisation needs a batch. Normalise each row of x [n, d] by its own mean and (biased) variance instead: y = (x − μ) / √(σ² + ε), and return y together with ∂L/∂x for a given ∂L/∂y = gy. Refuse a gy that has not the shape of x: broadcasting would hide the error.",
        "バッチ正規化にはバッチが必要です。代わりに、x [n, d] の各行を、その行自身の平均と (標本の) 分散で正規化してください: y = (x − μ) / √(σ² + ε)。与えられた ∂L/∂y = gy に対する ∂L/∂x も一緒に返します。gy の形状が x と異なる場合は例外にしてください。ブロードキャストが誤りを隠してしまうからです。");

    public override string Signature => "(NdArray y, NdArray dx) NormaliseRows(NdArray x, NdArray gy, double epsilon)";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("Along which axis does each row have one mean? What does keepDims do for the subtraction that follows?", "行ごとに平均が一つになるのは、どの軸に沿って計算したときですか。そのあとの引き算で keepDims は何の役に立ちますか。"),
        new("x influences y in three ways: directly, through μ and through σ². How many terms should ∂L/∂x have?", "x は y に三通りで影響します: 直接、μ を通して、σ² を通して。∂L/∂x にはいくつの項があるはずですか。"),
        new("With r = 1/√(σ² + ε): ∂x = r · (gy − mean(gy) − y · mean(gy · y)). Which term comes from μ, and which from σ²?", "r = 1/√(σ² + ε) とすると ∂x = r · (gy − mean(gy) − y · mean(gy · y)) です。μ に由来する項、σ² に由来する項はどれですか。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "No batch statistics, so nothing to remember between training and evaluation, and a batch of one works. What is lost? The noise that regularised a little.",
        "バッチの統計量を使わないので、学習時と評価時で覚えておくものがなく、1 件のバッチでも動きます。失われるものは何でしょうか。弱い正則化として働いていた揺らぎです。");

    public override Delegate Solution => (NdArray x, NdArray gy, double epsilon) =>
    {
        if (gy.Shape != x.Shape) throw new ArgumentException($"gy must be {x.Shape}, the shape of x, got {gy.Shape}");
        var (y, r) = Forward(x, axis: 1, epsilon);
        return (y, r * (gy - gy.Mean(1, keepDims: true) - (y * (gy * y).Mean(1, keepDims: true))));
    };

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["batch normalisation: the wrong axis"] = Mistake((x, gy, epsilon) =>
        {
            var (y, r) = Forward(x, axis: 0, epsilon);
            return (y, r * (gy - gy.Mean(0, keepDims: true) - (y * (gy * y).Mean(0, keepDims: true))));
        }),
        ["mean and variance taken for constants in the backward pass"] = Mistake((x, gy, epsilon) =>
        {
            var (y, r) = Forward(x, axis: 1, epsilon);
            return (y, r * gy);
        }),
        ["the term of the variance forgotten"] = Mistake((x, gy, epsilon) =>
        {
            var (y, r) = Forward(x, axis: 1, epsilon);
            return (y, r * (gy - gy.Mean(1, keepDims: true)));
        }),
        ["epsilon outside the root"] = Mistake((x, gy, epsilon) =>
        {
            var r = 1 / (x.Std(1, keepDims: true) + epsilon);
            var y = (x - x.Mean(1, keepDims: true)) * r;
            return (y, r * (gy - gy.Mean(1, keepDims: true) - (y * (gy * y).Mean(1, keepDims: true))));
        }),
        ["the unbiased variance"] = Mistake((x, gy, epsilon) =>
        {
            var r = 1 / ((x.Var(1, keepDims: true) * (x.Shape[1] / (x.Shape[1] - 1.0))) + epsilon).Sqrt();
            var y = (x - x.Mean(1, keepDims: true)) * r;
            return (y, r * (gy - gy.Mean(1, keepDims: true) - (y * (gy * y).Mean(1, keepDims: true))));
        }),
        ["a gy of another shape taken in silence"] = (NdArray x, NdArray gy, double epsilon) =>
        {
            var (y, r) = Forward(x, axis: 1, epsilon);
            return (y, r * (gy - gy.Mean(1, keepDims: true) - (y * (gy * y).Mean(1, keepDims: true))));
        },
    };

    protected override IEnumerable<Step> Steps(Func<NdArray, NdArray, double, (NdArray Y, NdArray DX)> solve)
    {
        var x = Numbers(3, 5, 1.7);
        var gy = Numbers(3, 5, 0.6);
        var (y, dx) = solve(x, gy, 1e-5);
        yield return Step.Shape(new("x [3, 5] gives y [3, 5]", "x [3, 5] から y [3, 5]"), x.Shape, y, new("Which axis was lost, and would keepDims have kept it?", "失われた軸はどれですか。keepDims なら残りますか。"));
        yield return Step.Shape(new("and dx [3, 5]", "dx も [3, 5]"), x.Shape, dx, new("dx answers: how does L change with each x? How many x are there?", "dx は「各 x によって L がどう変わるか」です。x はいくつありますか。"));

        yield return Step.Values(new("by hand: the rows (1, 3) and (10, 50), ε = 0", "手計算: 行 (1, 3) と (10, 50)、ε = 0"), Pair(-1, 1), solve(NdArray.Of(1.0, 3, 10, 50).Reshape(2, 2), NdArray.Zeros(2, 2), 0).Y,
            new("Row (1, 3): mean 2, variance 1. Do the two rows share anything in your code? Is your variance divided by d, or by d − 1?", "行 (1, 3) は平均 2、分散 1 です。あなたのコードでは二つの行が何かを共有していませんか。分散は d で割っていますか、それとも d − 1 ですか。"));

        yield return Step.Values(new("by hand: the row (0, 2), ε = 3", "手計算: 行 (0, 2)、ε = 3"), NdArray.Of(-0.5, 0.5).Reshape(1, 2), solve(NdArray.Of(0.0, 2).Reshape(1, 2), NdArray.Zeros(1, 2), 3).Y,
            new("σ² + ε = 1 + 3 = 4. Is ε inside your root?", "σ² + ε = 1 + 3 = 4 です。ε は根号の中にありますか。"));

        yield return Step.Gradient(new("dx against central differences", "dx を中心差分と比べる"), GradientCheck.Run(v => solve(v, gy, 1e-5).Y, x, dx, upstream: gy),
            new("How many terms has your dx? x also moves μ and σ².", "あなたの dx には項がいくつありますか。x は μ と σ² も動かします。"));

        yield return Step.Refuses(new("gy [1, 5] for x [3, 5] is refused", "x [3, 5] に対する gy [1, 5] を拒む"), () => solve(x, Numbers(1, 5, 0.6), 1e-5).DX,
            new("Broadcasting stretches [1, 5] to [3, 5] without a word. Which line of yours would notice?", "ブロードキャストは [1, 5] を黙って [3, 5] に広げます。あなたのコードのどの行が気づきますか。"));
    }

    private static (NdArray Y, NdArray R) Forward(NdArray x, int axis, double epsilon)
    {
        var r = 1 / (x.Var(axis, keepDims: true) + epsilon).Sqrt();
        return ((x - x.Mean(axis, keepDims: true)) * r, r);
    }

    /// <summary>A mistake that does refuse a wrong gy, so that it fails for its own reason.</summary>
    private static Func<NdArray, NdArray, double, (NdArray, NdArray)> Mistake(Func<NdArray, NdArray, double, (NdArray, NdArray)> body) =>
        (x, gy, epsilon) => gy.Shape == x.Shape ? body(x, gy, epsilon) : throw new ArgumentException("gy must have the shape of x");

    private static NdArray Pair(double a, double b) => NdArray.Of(a, b, a, b).Reshape(2, 2);

    /// <summary>Numbers without a pattern, the same every time: sin(k² · frequency).</summary>
    private static NdArray Numbers(int n, int d, double frequency) => NdArray.FromSpan<double>([.. Enumerable.Range(1, n * d).Select(k => 3 * Math.Sin(k * k * frequency))], new[] { n, d });
}
