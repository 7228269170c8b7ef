using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Exercises;

/// <summary>Build: a function of five to fifteen lines, with its backward pass.</summary>
internal sealed class SmoothedLabels : ExerciseDefinition<Func<NdArray, NdArray, double, (double Loss, NdArray Slope)>>
{
    public override string Id => "D4S5-X2";

    public override Bilingual Title { get; } = new("Label smoothing by hand", "ラベルスムージングを手で書く");

    public override Bilingual Task { get; } = new(
        "The paper trains its words with label smoothing (Szegedy et al. 2016, section 7): the target of an example is not (0, …, 1, …, 0) but (1 − ε) times that plus ε/v everywhere, v words in all. logits [n, v], labels [n], share ε. Return the loss, the mean over the n examples of −Σ target · log softmax(logits), together with its slope by the logits [n, v]. Scores of 1,000 must not overflow.",
        "論文では、ラベルスムージング (Szegedy ら 2016、第 7 節) を使って単語を学習します。正解の分布を (0, …, 1, …, 0) そのままではなく、その (1 − ε) 倍に、v 個すべての単語に ε/v を足したものにします。logits [n, v]、labels [n]、share は ε です。損失 (−Σ 目標 · log softmax(logits) の n 件の平均) と、logits についての勾配 [n, v] を一緒に返してください。1,000 という得点でもあふれないようにします。");

    public override string Signature => "(double loss, NdArray slope) Smoothed(NdArray logits, NdArray labels, double share)";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("labels.OneHot(v, DType.Float64) is the usual target. What must each of its rows add up to, before and after smoothing?", "通常の目標は labels.OneHot(v, DType.Float64) です。スムージングの前と後で、各行の和はいくつになるはずですか。"),
        new("log softmax(u) = u − log Σ e^u. Which method of NdArray computes the logarithm without computing e^1000?", "log softmax(u) = u − log Σ e^u です。e^1000 を計算せずにこの対数を求める NdArray のメソッドはどれですか。"),
        new("With hard labels the slope is (softmax − target)/n. What in that derivation used that the target is hard?", "通常のラベルなら勾配は (softmax − 目標)/n です。その導出のどこかで、目標が 0 か 1 であることを使いましたか。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "With ε = 0.1 and v = 4,405, which probability of the right word makes the loss smallest? Is a model that is always quite sure still the best one? (The paper: perplexity gets worse, BLEU better.)",
        "ε = 0.1、v = 4,405 のとき、損失を最小にする正解の単語の確率はいくつでしょうか。いつも自信満々なモデルが最良でしょうか。(論文によれば、パープレキシティは悪化し、BLEU は良くなります。)");

    public override Delegate Solution => (NdArray logits, NdArray labels, double share) => Smoothed(logits, Target(logits, labels, share));

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["no smoothing"] = (NdArray logits, NdArray labels, double share) => Smoothed(logits, Target(logits, labels, 0)),
        ["the slope of hard labels"] = (NdArray logits, NdArray labels, double share) =>
            (Smoothed(logits, Target(logits, labels, share)).Loss, Smoothed(logits, Target(logits, labels, 0)).Slope),
        ["ε everywhere in place of ε/v"] = (NdArray logits, NdArray labels, double share) =>
            Smoothed(logits, ((1 - share) * labels.OneHot(logits.Shape[1], DType.Float64)) + share),
        ["ε spread over the other words only"] = (NdArray logits, NdArray labels, double share) =>
        {
            var hard = labels.OneHot(logits.Shape[1], DType.Float64);
            return Smoothed(logits, ((1 - share) * hard) + (share / (logits.Shape[1] - 1) * (1 - hard)));
        },
        ["the sum in place of the mean"] = (NdArray logits, NdArray labels, double share) =>
        {
            var (loss, slope) = Smoothed(logits, Target(logits, labels, share));
            return (loss * logits.Shape[0], slope * logits.Shape[0]);
        },
        ["a slope that forgets the mean"] = (NdArray logits, NdArray labels, double share) =>
        {
            var (loss, slope) = Smoothed(logits, Target(logits, labels, share));
            return (loss, slope * logits.Shape[0]);
        },
        ["a target in float32"] = (NdArray logits, NdArray labels, double share) =>
        {
            var (loss, slope) = Smoothed(logits, Target(logits, labels, share));
            return (loss, slope.As(DType.Float32));
        },
        ["e^1000"] = (NdArray logits, NdArray labels, double share) =>
        {
            var (target, e) = (Target(logits, labels, share), logits.Exp());
            var p = e / e.Sum(1, keepDims: true);
            return (-(target * p.Log()).Sum().Item() / logits.Shape[0], (p - target) / logits.Shape[0]);
        },
    };

    protected override IEnumerable<Step> Steps(Func<NdArray, NdArray, double, (double Loss, NdArray Slope)> solve)
    {
        var (logits, labels) = (new RandomState(1).RandN(3, 5), NdArray.Of(new long[] { 4, 0, 2 }));
        var (_, slope) = solve(logits, labels, 0.1);
        yield return Step.Shape(new("logits [3, 5] give a slope [3, 5]", "logits [3, 5] から勾配 [3, 5]"), [3, 5], slope, new("Which shape has what the slope is taken by?", "何について微分していますか。その形状は。"));
        yield return Step.That(new("of the logits' type, Float64", "型は logits と同じ Float64"), slope.DType == DType.Float64, "Float64", $"{slope.DType}",
            new("OneHot gives Float32 unless it is told otherwise. Which type has your target?", "OneHot は、指定しなければ Float32 になります。あなたの目標の型は何ですか。"));
        yield return Step.Values(new("by hand: two words, equal scores, ε = 0.2: the loss is ln 2", "手計算: 単語二つ、得点は同じ、ε = 0.2: 損失は ln 2"), NdArray.Of(Math.Log(2)),
            NdArray.Of(solve(NdArray.Zeros(1, 2), NdArray.Of(new long[] { 0 }), 0.2).Loss), new("Both words have probability ½. Do your two targets add up to 1?", "どちらの単語も確率は ½ です。二つの目標の和は 1 になっていますか。"));
        yield return Step.Values(new("and the slope is (−0.4, 0.4)", "勾配は (−0.4, 0.4)"), NdArray.Of(-0.4, 0.4), solve(NdArray.Zeros(1, 2), NdArray.Of(new long[] { 0 }), 0.2).Slope.Flatten(),
            new("The target is (0.8 + 0.1, 0.1): ε/v goes to the right word, too. What is softmax − target?", "目標は (0.8 + 0.1, 0.1) です。ε/v は正解の単語にも足します。softmax − 目標はいくつですか。"));
        yield return Step.Gradient(new("the slope against central differences", "勾配を中心差分と比べる"), GradientCheck.Run((NdArray u) => solve(u, labels, 0.1).Loss, logits, slope),
            new("By which factor is it off: is it n? Or does it point to hard labels?", "何倍ずれていますか。n 倍ですか。それとも、通常のラベルの勾配になっていませんか。"));
        yield return Step.Values(new("the library's loss of the same 3 × 5 scores", "同じ 3 × 5 の得点についてのライブラリの損失"),
            NdArray.Of(F.SoftmaxCrossEntropy(logits, labels, Reduction.Mean, labelSmoothing: 0.1).Item()), NdArray.Of(solve(logits, labels, 0.1).Loss),
            new("Is it the mean over the examples? Is the smoothing there?", "件数についての平均になっていますか。スムージングは入っていますか。"));
        double large = solve(NdArray.Of(1000.0, 0).Reshape(1, 2), NdArray.Of(new long[] { 0 }), 0.2).Loss;
        yield return Step.Values(new("scores (1000, 0), ε = 0.2: the loss is 100", "得点 (1000, 0)、ε = 0.2: 損失は 100"), NdArray.Of(100.0), NdArray.Of(large),
            new("Is there an e^1000 on the way?", "途中に e^1000 が出てきませんか。"));
    }

    private static NdArray Target(NdArray logits, NdArray labels, double share) => ((1 - share) * labels.OneHot(logits.Shape[1], DType.Float64)) + (share / logits.Shape[1]);

    private static (double Loss, NdArray Slope) Smoothed(NdArray logits, NdArray target)
    {
        var log = logits - logits.LogSumExp(1, keepDims: true);
        return (-(target * log).Sum().Item() / logits.Shape[0], (log.Exp() - target) / logits.Shape[0]);
    }
}
