using Curriculum.Arrays;
using Curriculum.Lessons.Figures;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Exercises;

/// <summary>Build: the gradient by central differences, for any shape.</summary>
internal sealed class NumericalGradient : ExerciseDefinition<Func<Func<NdArray, double>, NdArray, NdArray>>
{
    private const double Aside = 1e-5;

    public override string Id => "D1S4-X2";

    public override Bilingual Title { get; } = new("The numerical gradient, for any shape", "どんな形状にも使える数値勾配");

    public override Bilingual Task { get; } = new(
        "f gives one number for an array of the shape of w. Return ∂f/∂w, of w's shape, by moving one entry at a time to both sides. w may have any shape and must be unchanged afterwards. The library's GradientCheck and Tensor are not allowed.",
        "f は w と同じ形状の配列を受け取り、数を一つ返します。要素を一つずつ両側に動かして、w と同じ形状の ∂f/∂w を返してください。w の形状は任意で、終わったあとに w が変わっていてはいけません。ライブラリの GradientCheck と Tensor は使いません。");

    public override string Signature => "NdArray Numerical(Func<NdArray, double> f, NdArray w)";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("Work on a flat copy: w.Flatten() is [size]. With which call does it get w's shape again before f sees it?", "平らなコピーで作業しましょう。w.Flatten() は [要素数] です。f に渡す前に、どの呼び出しで w の形状に戻しますか。"),
        new("Which h? Look once more at the figure of part 2. And must every entry be back in its place before the next one moves?", "h はいくつにしますか。第 2 部の図をもう一度見てみましょう。次の要素を動かす前に、前の要素は元に戻っている必要がありますか。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "This is the judge of every backward pass in this course. It is slow, and that is no fault: it runs on small arrays, once. Give it float64; in float32 seven digits are all there is, and the difference of two nearly equal losses keeps two or three.",
        "これが、この講座のすべての逆伝播の審判です。遅くても構いません。小さな配列で一度だけ動かすものだからです。float64 で使いましょう。float32 は 7 桁しかなく、ほとんど等しい二つの損失の差には 2、3 桁しか残りません。");

    public override Delegate Solution => (Func<NdArray, double> f, NdArray w) => By(w, (up, down) => (f(up) - f(down)) / (2 * Aside));

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["one side only"] = (Func<NdArray, double> f, NdArray w) => By(w, (up, down) => (f(up) - f(w)) / Aside),
        ["divided by h in place of 2h"] = (Func<NdArray, double> f, NdArray w) => By(w, (up, down) => (f(up) - f(down)) / Aside),
        ["down minus up"] = (Func<NdArray, double> f, NdArray w) => By(w, (up, down) => (f(down) - f(up)) / (2 * Aside)),
        ["a flat result"] = (Func<NdArray, double> f, NdArray w) => By(w, (up, down) => (f(up) - f(down)) / (2 * Aside)).Flatten(),
        ["all entries moved at once"] = (Func<NdArray, double> f, NdArray w) => ((f(w + Aside) - f(w - Aside)) / (2 * Aside)) + NdArray.Zeros(w.Shape),
        ["an h so small that only rounding is left"] = (Func<NdArray, double> f, NdArray w) => By(w, (up, down) => (f(up) - f(down)) / 2e-13, 1e-13),
        ["w not put back"] = (Func<NdArray, double> f, NdArray w) =>
        {
            var g = By(w, (up, down) => (f(up) - f(down)) / (2 * Aside));
            w[0] += -Aside;
            return g;
        },
    };

    protected override IEnumerable<Step> Steps(Func<Func<NdArray, double>, NdArray, NdArray> solve)
    {
        var w = Sample.Of(7, 2, 3);
        yield return Step.Shape(new("w [2, 3] gives [2, 3]", "w [2, 3] から [2, 3]"), w.Shape, solve(v => v.Sum().Item(), w),
            new("A slope for each entry, where the entry stands. Which call gives the shape back?", "傾きは要素ごとに、その要素の位置に置きます。どの呼び出しで形状が戻りますか。"));

        yield return Step.Values(new("by hand: f = Σ w², so ∂f/∂w = 2w", "手計算: f = Σ w² なら ∂f/∂w = 2w"), 2 * w, solve(v => v.Square().Sum().Item(), w),
            new("Is yours off by a factor, by its sign, or are all entries alike?", "倍率が違いますか、符号が違いますか、それともすべての要素が同じ値ですか。"), 1e-7);

        yield return Step.Values(new("f = Σ w³ / 3 to seven digits: both sides, and neither too far nor too near", "f = Σ w³ / 3 を 7 桁まで: 両側に、遠すぎず近すぎず"), w.Square(), solve(v => v.Pow(3).Sum().Item() / 3, w),
            new("What is the error of a difference to one side, and how large is yours? What does rounding leave of a tiny difference?", "片側だけの差分の誤差はどれくらいで、あなたの誤差はどれくらいですか。差が小さすぎると、丸め誤差のあとに何が残りますか。"), 1e-7);

        var other = Sample.Of(8, 3, 2).T;
        yield return Step.Values(new("a transposed w, and entries that act on each other", "転置された w で、要素どうしが影響し合う場合"), other.Flip(0), solve(v => (v[0] * v[1]).Sum().Item(), other),
            new("Is the order of your flat copy that of w as it is seen, or as it lies in memory?", "平らなコピーの順序は、見えているとおりの w の順序ですか、それともメモリ上の順序ですか。"), 1e-7);

        var kept = w.Copy();
        solve(v => v.Square().Sum().Item(), w);
        double moved = (w - kept).Abs().Max().Item();
        yield return Step.That(new("w is afterwards what it was", "終わったあとの w は元のまま"), moved == 0, "0", NumberText.Short(moved),
            new("Which entry is not in its place any more: the last one you moved, or all?", "元の位置にないのはどの要素ですか。最後に動かしたものですか、それとも全部ですか。"));
    }

    // slope: f at w with one entry moved up and with it moved down → the entry of the gradient.
    private static NdArray By(NdArray w, Func<NdArray, NdArray, double> slope, double h = Aside)
    {
        NdArray flat = w.Flatten(), g = NdArray.Zeros(w.Size);
        for (int i = 0; i < w.Size; i++)
        {
            NdArray up = flat.Copy(), down = flat.Copy();
            up[i] += h;
            down[i] += -h;
            g[i] = slope(up.Reshape(w.Shape), down.Reshape(w.Shape));
        }

        return g.Reshape(w.Shape);
    }
}
