using Curriculum.Arrays;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Exercises;

/// <summary>Warm-up: Bayes' rule for any number of classes.</summary>
internal sealed class BayesRule : ExerciseDefinition<Func<NdArray, NdArray, NdArray>>
{
    public override string Id => "D1S0-X1";

    public override Bilingual Title { get; } = new("Bayes' rule", "ベイズの定理");

    public override Bilingual Task { get; } = new(
        "likelihood [n, c] holds p(x | class) for n inputs and c classes, prior [c] holds p(class). Return p(class | x) [n, c].",
        "likelihood [n, c] は n 件の入力と c 個のクラスについての p(x | クラス)、prior [c] は p(クラス) です。p(クラス | x) [n, c] を返してください。");

    public override string Signature => "NdArray Posterior(NdArray likelihood, NdArray prior)";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("For one input and one class: by what is p(x | class) multiplied?", "入力一つ、クラス一つで考えましょう。p(x | クラス) に何を掛けますか。"),
        new("What must the c numbers of one input add up to? Over which axis do you sum, and with which option does the sum keep its place for dividing?", "一つの入力についての c 個の数を足すと、いくつになるはずですか。どの軸で和をとり、どの指定をすれば割り算のできる形で残りますか。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "The sum below the line is p(x): how likely such an input is at all. Whoever returns only the quotient throws it away, and with it the model's “never seen”.",
        "分母の和は p(x)、つまりそのような入力がそもそもどれだけありうるかです。商だけを返すと、それを捨てることになり、「見たことがない」という情報も失われます。");

    public override Delegate Solution => (NdArray likelihood, NdArray prior) => likelihood * prior / (likelihood * prior).Sum(1, keepDims: true);

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["not divided"] = (NdArray likelihood, NdArray prior) => likelihood * prior,
        ["the prior forgotten"] = (NdArray likelihood, NdArray prior) => likelihood / likelihood.Sum(1, keepDims: true),
        ["the prior forgotten below the line"] = (NdArray likelihood, NdArray prior) => likelihood * prior / likelihood.Sum(1, keepDims: true),
        ["summed over the inputs"] = (NdArray likelihood, NdArray prior) => likelihood * prior / (likelihood * prior).Sum(0),
        ["summed over everything"] = (NdArray likelihood, NdArray prior) => likelihood * prior / (likelihood * prior).Sum(),
        ["the prior added"] = (NdArray likelihood, NdArray prior) => (likelihood + prior) / (likelihood + prior).Sum(1, keepDims: true),
        ["the sum of each row alone"] = (NdArray likelihood, NdArray prior) => (likelihood * prior).Sum(1, keepDims: true),
    };

    protected override IEnumerable<Step> Steps(Func<NdArray, NdArray, NdArray> solve)
    {
        NdArray likelihood = Sample.Of(1, 4, 3).Exp(), prior = NdArray.Of(0.5, 0.3, 0.2);
        yield return Step.Shape(new("likelihood [4, 3] gives [4, 3]", "likelihood [4, 3] から [4, 3]"), likelihood.Shape, solve(likelihood, prior),
            new("A probability for every input and every class. What did your sum do to the shape?", "確率は入力ごと、クラスごとに一つです。和をとると形状はどうなりましたか。"));

        yield return Step.Values(new("by hand: p(x | c) = 0.1 and 0.3, p(c) = ½ and ½", "手計算: p(x | c) = 0.1 と 0.3、p(c) = ½ と ½"), NdArray.Of(new double[,] { { 0.25, 0.75 } }),
            solve(NdArray.Of(new double[,] { { 0.1, 0.3 } }), NdArray.Of(0.5, 0.5)),
            new("0.05 and 0.15: what makes probabilities of them?", "0.05 と 0.15 を確率にするには、どうしますか。"));

        yield return Step.Values(new("by hand: a rare class, p(x | c) = 0.1 and 0.3, p(c) = 0.9 and 0.1", "手計算: まれなクラス、p(x | c) = 0.1 と 0.3、p(c) = 0.9 と 0.1"), NdArray.Of(new double[,] { { 0.75, 0.25 } }),
            solve(NdArray.Of(new double[,] { { 0.1, 0.3 } }), NdArray.Of(0.9, 0.1)),
            new("Does the prior stand both above and below the line?", "事前確率は、分子と分母の両方に入っていますか。"));

        yield return Step.Values(new("four inputs: each row adds up to 1", "4 件の入力: どの行も和が 1"), NdArray.Ones(4), solve(likelihood, prior).Sum(1),
            new("Whose probabilities share a sum: the classes of one input, or the inputs of one class?", "和を共有するのは、一つの入力の各クラスですか、一つのクラスの各入力ですか。"));
    }
}
