using Curriculum.Arrays;
using Curriculum.Data;
using Curriculum.Functional;
using Curriculum.Layers;
using Curriculum.Lessons.Experiments;
using Curriculum.Lessons.Figures;
using Curriculum.Lessons.Questions;
using Curriculum.Optimizers;
using Curriculum.Training;

namespace Curriculum.Lessons.Exercises;

/// <summary>Extend: an open task; the check is accuracy on digits that the learner's program never gets.</summary>
internal sealed class TwoHundredImages : ExerciseDefinition<Func<Dataset, RandomState, Sequential>>
{
    private const int Images = 200;
    private const double LeastKnown = 0.9;
    private const double LeastUnseen = 0.85;
    private static readonly uint[] Seeds = [0, 1, 2];

    public override string Id => "D2S3-X3";

    public override Bilingual Title { get; } = new("Make the most of 200 images", "200 枚を生かしきる");

    public override Bilingual Task { get; } = new(
        $"You get {Images} digits, few.Inputs [{Images}, 784] and few.Targets [{Images}], and return a trained net for [n, 784] → [n, 10]. Trained in the plain way, a 784–100–10 net knows them all and is right on about 0.8 of new digits. Reach {LeastUnseen} on new digits, on average over {Seeds.Length} such sets; on the {Images} themselves {LeastKnown} is enough. Everything is allowed, except other digits.",
        $"数字画像が {Images} 枚、few.Inputs [{Images}, 784] と few.Targets [{Images}] として渡されます。[n, 784] → [n, 10] の学習済みネットワークを返してください。784–100–10 のネットワークをふつうに学習させると、{Images} 枚はすべて覚えますが、新しい数字での正解率は約 0.8 です。このような {Seeds.Length} 組の平均で、新しい数字での正解率 {LeastUnseen} に届かせてください。{Images} 枚自体は {LeastKnown} で十分です。ほかの数字画像を使うこと以外は、何をしても構いません。");

    public override string Signature => "Sequential LearnFew(Dataset few, RandomState random)";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("Which row of this lesson's results gained most on new images? What does it know about digits that a penalty on the weights does not?", "このレッスンの結果で、新しい画像での正解率が最も伸びた行はどれですか。それは、重みへの罰則が知らない何を、数字について知っているのでしょうか。"),
        new("Which changes leave a digit the same digit? Move it, turn it, mirror it, darken it: which of these would you still read as a 2?", "どんな変え方なら、同じ数字のままですか。ずらす、回す、裏返す、濃くする。どれなら 2 と読めますか。"),
        new("If every mini-batch is new, how many steps does the net need until it knows the images well? Measure it on some of the 200 that you hold out.", "ミニバッチが毎回新しいなら、十分に覚えるまでに何ステップ必要でしょうか。200 枚の一部を取り分けて測ってみましょう。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "What you know about the task (a moved digit is the same digit) is worth more here than any general rule about weights. How many of your choices did you make while looking at the check's result? Then the check is no longer unseen: what would you need now?",
        "ここでは、課題についての知識(ずらしても同じ数字である)が、重みについての一般的な規則よりも役に立ちます。チェックの結果を見ながら決めたことは、いくつありましたか。そうなると、チェックはもう「未知のデータ」ではありません。次に必要なものは何でしょうか。");

    public override Delegate Solution => Learning(800, b => b, (x, random) => OverfitNet.Augmented(x, Augmentation.Crop, random));

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["learned by heart"] = Learning(400, b => b, (x, _) => x),
        ["dropout alone"] = Learning(400, b => b, (x, _) => x, dropout: 0.5),
        ["mirrored digits"] = Learning(400, b => b, (x, random) => OverfitNet.Augmented(x, Augmentation.Flip, random)),
        ["a penalty that leaves nothing"] = Learning(400, b => b, (x, _) => x, l2: 1),
        ["half of the images never used"] = Learning(400, b => b[..(Images / 2)], (x, _) => x),
        ["hardly trained"] = Learning(5, b => b, (x, _) => x),
        ["one score in place of ten"] = (Dataset few, RandomState random) => new Sequential(Linear.Create(784, 1, random)),
    };

    protected override IEnumerable<Step> Steps(Func<Dataset, RandomState, Sequential> solve)
    {
        var results = new List<(double Known, double Unseen)>();
        foreach (uint seed in Seeds)
        {
            var data = Digits.Generate(Images, 500, 10 + seed);
            var net = solve(data.Train, new RandomState(seed));
            if (seed == Seeds[0])
            {
                yield return Step.Shape(new("x [5, 784] gives [5, 10]", "x [5, 784] から [5, 10]"), [5, 10], net.Forward(data.Test.Inputs[..5]).Value,
                    new("One score a digit is asked for. How many digits are there?", "数字ごとに一つの得点が必要です。数字は何種類ありますか。"));
            }

            results.Add((Evaluation.Accuracy(net, data.Train), Evaluation.Accuracy(net, data.Test)));
        }

        yield return Step.That(new($"knows the {Images} images, on average", $"{Images} 枚を覚えている(平均)"), results.Average(r => r.Known) >= LeastKnown, $"≥ {LeastKnown}", List(results.Select(r => r.Known)),
            new("It has not learned enough, not too much. Is it held back, or did it stop too soon?", "覚えすぎではなく、覚え足りていません。抑えすぎでしょうか、止めるのが早すぎたのでしょうか。")) with
        { Shown = List(results.Select(r => r.Known)) };
        yield return Step.That(new("right on new digits, on average", "新しい数字で正解する(平均)"), results.Average(r => r.Unseen) >= LeastUnseen, $"≥ {LeastUnseen}", List(results.Select(r => r.Unseen)),
            new("It knows what it has seen. What is the same about a digit that you have not shown it?", "見たものは覚えています。見せていない数字と、何が同じでしょうか。")) with
        { Shown = List(results.Select(r => r.Unseen)) };
    }

    private static Func<Dataset, RandomState, Sequential> Learning(
        int steps, Func<Dataset, Dataset> choose, Func<Dataset, RandomState, Dataset> change, double dropout = 0, double l2 = 0) => (few, random) =>
    {
        var images = choose(few);
        var net = new Sequential(Linear.Create(784, 100, random), new Relu(), new Dropout(dropout), Linear.Create(100, 10, random));
        var trainer = new Trainer(net, (y, t) => F.SoftmaxCrossEntropy(y, t), new Sgd(net.Parameters, 0.1))
        {
            Random = random,
            Penalty = l2 == 0 ? null : Penalty.L2(l2),
        };
        trainer.Fit(() => change(Batches.Sample(images, 50, random), random), steps);
        return net;
    };

    private static string List(IEnumerable<double> values) => string.Join(", ", values.Select(v => NumberText.Significant(v, 3)));
}
