using Curriculum.Arrays;
using Curriculum.Lessons.Figures;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Exercises;

/// <summary>Build: the weights of a network of sigmoid steps that follows a curve.</summary>
internal sealed class ClimbACurve : ExerciseDefinition<Func<Func<double, double>, double, double, int, (NdArray W1, NdArray B1, NdArray W2, NdArray B2)>>
{
    public override string Id => "D1S0-X2";

    public override Bilingual Title { get; } = new("Weights that climb a curve", "曲線を上っていく重み");

    public override Bilingual Task { get; } = new(
        "Write down W1 [1, h], b1 [h], W2 [h, 1] and b2 [1] with h = units, so that σ(x·W1 + b1)·W2 + b2 follows f on low … high: h steps between h + 1 equal pieces, each from the middle of one piece to the middle of the next. Refuse fewer than one unit, and ends in the wrong order.",
        "σ(x·W1 + b1)·W2 + b2 が low〜high で f をたどるように、h = units として W1 [1, h]、b1 [h]、W2 [h, 1]、b2 [1] を書き下してください。区間を h + 1 個に等分し、その境目の h 段で、一つの区間の中央の高さから次の区間の中央の高さへ上ります。ユニットが 1 個未満のときと、両端の順序が逆のときは例外にしてください。");

    public override string Signature => "Climb(Func<double, double> f, double low, double high, int units) → (W1, b1, W2, b2)";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("The i-th step stands at c. Which weight and which bias make σ(k(x − c)) of σ(wx + b)?", "i 番目の段が c にあるとします。σ(wx + b) を σ(k(x − c)) にする重みとバイアスは何ですか。"),
        new("A step should be done within its piece. If the interval is ten times longer, what must happen to k?", "段は自分の区間の中で上り終えるべきです。区間全体が 10 倍長くなったら、k はどうなるべきですか。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "You have proved the theorem for one input: for a continuous f the heights of neighbouring pieces come together as the pieces get narrower, and the error with them.",
        "一つの入力について、定理を証明したことになります。f が連続なら、区間が狭くなるほど隣り合う高さの差は小さくなり、誤差も小さくなります。");

    public override Delegate Solution => (Func<double, double> f, double low, double high, int units) =>
    {
        Demand(low, high, units);
        return Weights(f, low, high, units, 10 * (units + 1) / (high - low));
    };

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["the last bias forgotten"] = Mistake((f, low, high, units) => With(Weights(f, low, high, units, 10 * (units + 1) / (high - low)), b2: NdArray.Zeros(1))),
        ["heights in place of differences"] = Mistake((f, low, high, units) => With(
            Weights(f, low, high, units, 10 * (units + 1) / (high - low)), W2: NdArray.Of([.. Enumerable.Range(1, units).Select(i => f(low + ((i + 0.5) * (high - low) / (units + 1))))]).ExpandDims(1))),
        ["the sign of the hidden bias"] = Mistake((f, low, high, units) =>
        {
            var w = Weights(f, low, high, units, 10 * (units + 1) / (high - low));
            return w with { B1 = -w.B1 };
        }),
        ["as if the interval were 0 … 1"] = Mistake((f, low, high, units) => Weights(x => f(x), 0, 1, units, 10 * (units + 1))),
        ["the same steepness for every width"] = Mistake((f, low, high, units) => Weights(f, low, high, units, 10)),
        ["no refusal"] = (Func<double, double> f, double low, double high, int units) => Weights(f, low, high, Math.Max(1, units), 10 * (Math.Max(1, units) + 1) / (high - low)),
    };

    protected override IEnumerable<Step> Steps(Func<Func<double, double>, double, double, int, (NdArray W1, NdArray B1, NdArray W2, NdArray B2)> solve)
    {
        var (W1, b1, W2, b2) = solve(x => x, 0, 1, 5);
        yield return Step.That(new("five units: [1, 5], [5], [5, 1], [1]", "5 ユニット: [1, 5]、[5]、[5, 1]、[1]"), $"{W1.Shape} {b1.Shape} {W2.Shape} {b2.Shape}" == "[1, 5] [5] [5, 1] [1]",
            "[1, 5] [5] [5, 1] [1]", $"{W1.Shape} {b1.Shape} {W2.Shape} {b2.Shape}",
            new("x is [n, 1]. Which shapes bring it to [n, 5] and back to [n, 1]?", "x は [n, 1] です。[n, 5] にして [n, 1] に戻すには、どんな形状が必要ですか。"));

        (Bilingual What, Func<double, double> F, double Low, double High, int Units, double Allowed)[] curves =
        [
            (new("a constant 3 with one unit", "定数 3 を 1 ユニットで"), x => 3, 0, 1, 1, 1e-9),
            (new("a wave on 0 … 1 with 40 units", "0〜1 の波を 40 ユニットで"), x => Math.Sin(6 * x), 0, 1, 40, 0.1),
            (new("the same with 160 units: four times as near", "同じ波を 160 ユニットで: 4 倍近く"), x => Math.Sin(6 * x), 0, 1, 160, 0.025),
            (new("a wave on −30 … 50 with 160 units", "−30〜50 の波を 160 ユニットで"), x => Math.Sin(0.1 * x), -30, 50, 160, 0.035),
        ];
        foreach (var (what, f, low, high, units, allowed) in curves)
        {
            double off = Off(solve(f, low, high, units), f, low, high);
            yield return Step.That(what, off <= allowed, $"at most {NumberText.Significant(allowed, 2)} off", NumberText.Significant(off, 2),
                new("Print y at both ends and in the middle. Is it a shift, a wrong place of the steps, or are they too gentle?", "両端と中央の y を表示してみましょう。全体がずれていますか、段の位置が違いますか、段が緩やかすぎますか。")) with
            { Shown = NumberText.Significant(off, 2) };
        }

        yield return Step.Refuses(new("no unit is refused", "ユニット 0 個は拒む"), () => solve(x => x, 0, 1, 0).W1,
            new("What can a network without a hidden unit climb?", "中間ユニットのないネットワークは何を上れますか。"));
        yield return Step.Refuses(new("the ends 1 … 0 are refused", "両端が 1〜0 なら拒む"), () => solve(x => x, 1, 0, 5).W1,
            new("How wide would a piece be?", "一つの区間の幅はいくつになりますか。"));
    }

    private static double Off((NdArray W1, NdArray B1, NdArray W2, NdArray B2) w, Func<double, double> f, double low, double high)
    {
        var x = NdArray.Linspace(low, high, 2001);
        var y = (x.ExpandDims(1).MatMul(w.W1) + w.B1).Sigmoid().MatMul(w.W2) + w.B2;
        return (y[.., 0] - NdArray.Of([.. x.ToArray<double>().Select(f)])).Abs().Max().Item();
    }

    private static (NdArray W1, NdArray B1, NdArray W2, NdArray B2) Weights(Func<double, double> f, double low, double high, int units, double steepness)
    {
        double piece = (high - low) / (units + 1);
        var heights = NdArray.Of([.. Enumerable.Range(0, units + 1).Select(i => f(low + ((i + 0.5) * piece)))]);
        var steps = low + (piece * NdArray.Arange(1, units + 1).As(DType.Float64));
        return (steepness * NdArray.Ones(1, units), -steepness * steps, (heights[1..] - heights[..^1]).ExpandDims(1), heights[..1]);
    }

    private static (NdArray W1, NdArray B1, NdArray W2, NdArray B2) With((NdArray W1, NdArray B1, NdArray W2, NdArray B2) w, NdArray? W2 = null, NdArray? b2 = null) =>
        (w.W1, w.B1, W2 ?? w.W2, b2 ?? w.B2);

    private static void Demand(double low, double high, int units)
    {
        if (units < 1 || !(low < high))
            throw new ArgumentException($"Climb: units must be 1 or more and low below high, got {units} units on {low} … {high}.");
    }

    private static Func<Func<double, double>, double, double, int, (NdArray W1, NdArray B1, NdArray W2, NdArray B2)> Mistake(
        Func<Func<double, double>, double, double, int, (NdArray W1, NdArray B1, NdArray W2, NdArray B2)> climb) => (f, low, high, units) =>
    {
        Demand(low, high, units);
        return climb(f, low, high, units);
    };
}
