using Curriculum.Arrays;
using Curriculum.Functional;
using Curriculum.Layers;
using Curriculum.Lessons.Figures;
using Curriculum.Lessons.Questions;
using Curriculum.Optimizers;

namespace Curriculum.Lessons.Exercises;

/// <summary>Extend: an open task; the check is that the change did what it should, on several seeds.</summary>
internal sealed class RescueDeepNetwork : ExerciseDefinition<Func<RandomState, Sequential>>
{
    private const int Inputs = 64;
    private const int Classes = 10;
    private const int Width = 32;
    private const int HiddenLayers = 6;
    private const int Updates = 50;
    private const double LeastRatio = 0.1;
    private const double LargestLoss = 2.0;
    private static readonly uint[] Seeds = [0, 1, 2];

    public override string Id => "D2S1-X3";

    public override Bilingual Title { get; } = new("Rescue a deep sigmoid network", "深いシグモイドネットワークを救う");

    public override Bilingual Task { get; } = new(
        $"A network with {Inputs} inputs, {HiddenLayers} hidden layers of {Width} sigmoid units and {Classes} outputs does not learn: with Xavier's start, the gradient of its first weights is thousands of times smaller than that of its last. Build one that keeps six sigmoid layers and no other activation, and still passes at least a tenth of the gradient down and learns. How is up to you: starts, normalisation layers and their places are free.",
        $"入力 {Inputs}、シグモイド {Width} ユニットの中間層 {HiddenLayers} 層、出力 {Classes} のネットワークは学習が進みません。Xavier の初期値では、最初の重みの勾配が最後の重みの勾配の数千分の一しかないからです。シグモイド 6 層を保ち、他の活性化関数を使わずに、勾配の 10 分の 1 以上が最初の層まで届き、学習が進むネットワークを作ってください。方法は自由です。初期値、正規化層とその位置を工夫しましょう。");

    public override string Signature => "Sequential Rescue(RandomState random)";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("Each sigmoid layer multiplies the gradient by σ′(u) · W. You cannot change σ′(0) = ¼; what can you change so that the product of the two stays near 1?", "シグモイドの層は一つごとに勾配へ σ′(u) · W を掛けます。σ′(0) = ¼ は変えられません。二つの積を 1 に近く保つために、変えられるものは何ですか。"),
        new("With large weights, where on the sigmoid do the units sit after a few layers, and what is σ′ there? Which layer would bring u back to mean 0 and variance 1, whatever the weights are?", "重みを大きくすると、数層先のユニットはシグモイドのどこに位置し、そこでの σ′ はいくつですか。重みが何であれ u を平均 0、分散 1 に戻してくれるのは、どのような層ですか。"),
        new("BatchNorm divides by the standard deviation of u. On the way back, what does that division do to a gradient when u was small?", "BatchNorm は u の標準偏差で割ります。u が小さかったとき、この割り算は逆伝播の勾配に何をしますか。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "Try the normalisation after the sigmoid instead of before it, and LayerNorm instead of BatchNorm. Which of them still passes with one image a batch?",
        "正規化をシグモイドの前ではなく後に置いたり、BatchNorm の代わりに LayerNorm を使ったりしてみましょう。1 件のバッチでも通るのはどれですか。");

    public override Delegate Solution => (RandomState random) => Network(random, () => new Sigmoid(), Initializer.Xavier, normalised: HiddenLayers);

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["Xavier's start alone"] = (RandomState random) => Network(random, () => new Sigmoid(), Initializer.Xavier),
        ["He's start alone"] = (RandomState random) => Network(random, () => new Sigmoid(), Initializer.He),
        ["larger weights alone"] = (RandomState random) => Network(random, () => new Sigmoid(), Initializer.Normal(1)),
        ["ReLU in place of the sigmoid"] = (RandomState random) => Network(random, () => new Relu(), Initializer.He),
        ["fewer layers"] = (RandomState random) => Network(random, () => new Sigmoid(), Initializer.Xavier, depth: 1),
        ["only the first layer normalised"] = (RandomState random) => Network(random, () => new Sigmoid(), Initializer.Xavier, normalised: 1),
        ["a huge last layer that only makes the gradients look large"] = (RandomState random) => Network(random, () => new Sigmoid(), Initializer.Xavier, last: Initializer.Normal(1000)),
    };

    protected override IEnumerable<Step> Steps(Func<RandomState, Sequential> solve)
    {
        var network = solve(new RandomState(Seeds[0]));
        var y = network.Forward(NdArray.Zeros([4, Inputs], DType.Float32), Pass.Training());
        yield return Step.Shape(new($"x [4, {Inputs}] gives [4, {Classes}]", $"x [4, {Inputs}] から [4, {Classes}]"), new[] { 4, Classes }, y.Value,
            new("What goes in and what comes out of your first and last Linear?", "最初と最後の Linear の入力数と出力数はいくつですか。"));

        var sigmoids = network.Layers.Count(l => l is Sigmoid);
        yield return Step.That(new("six sigmoid layers", "シグモイドが 6 層"), sigmoids == HiddenLayers && network.Layers.Count(l => l is Linear) == HiddenLayers + 1, $"{HiddenLayers} Sigmoid, {HiddenLayers + 1} Linear", $"{sigmoids} Sigmoid, {network.Layers.Count(l => l is Linear)} Linear",
            new("A shallow network has no such problem. Can you keep the depth?", "浅いネットワークにはこの問題がありません。深さを保ったまま解決できますか。"));

        var others = network.Layers.Where(l => l is not (Sigmoid or Linear or BatchNorm or LayerNorm or InstanceNorm or GroupNorm or Dropout)).Select(l => l.GetType().Name).Distinct().ToArray();
        yield return Step.That(new("no other activation", "他の活性化関数がない"), others.Length == 0, "Linear, Sigmoid and normalisation layers", string.Join(", ", others),
            new("ReLU would do, but the task is to make the sigmoid work. What else than the activation decides how large u is?", "ReLU なら動きますが、課題はシグモイドを働かせることです。活性化関数のほかに、u の大きさを決めるものは何ですか。"));

        var ratios = Seeds.Select(s => Run(solve, s, updates: 1).Ratio).ToArray();
        yield return Step.That(new($"the gradient of the first weights is at least {LeastRatio} of the last ones', on {Seeds.Length} seeds", $"{Seeds.Length} 個のシードすべてで、最初の重みの勾配が最後の重みの勾配の {LeastRatio} 倍以上"), ratios.All(r => r >= LeastRatio), $"≥ {LeastRatio}", List(ratios),
            new("Print the ratio layer by layer: where is it lost?", "比を層ごとに表示してみましょう。どこで失われていますか。")) with
        { Shown = List(ratios) };

        var losses = Seeds.Select(s => Run(solve, s, Updates).Loss).ToArray();
        yield return Step.That(new($"the loss falls below {LargestLoss} in {Updates} updates (ln 10 = 2.30 is guessing)", $"{Updates} 回の更新で損失が {LargestLoss} を下回る (ln 10 = 2.30 は当てずっぽう)"), losses.All(l => l < LargestLoss), $"< {LargestLoss}", List(losses),
            new("The gradient arrives, and yet nothing is learned. Is it large for a good reason, or is one layer shouting?", "勾配は届いているのに学習が進みません。勾配が大きいのは妥当な理由からですか、それとも一つの層だけが叫んでいるのでしょうか。")) with
        { Shown = List(losses) };
    }

    /// <summary>Ten clouds of points; the ratio of the gradients at the start, and the loss after some updates.</summary>
    private static (double Ratio, double Loss) Run(Func<RandomState, Sequential> solve, uint seed, int updates)
    {
        var network = solve(new RandomState(seed));
        var random = new RandomState(1000 + seed);
        var labels = random.RandInt(0, Classes, [100]);
        var x = (random.RandN(Classes, Inputs)[labels] + (0.5 * random.RandN(100, Inputs))).As(DType.Float32);
        var optimizer = new Sgd(network.Parameters, 0.1);
        var weights = network.Parameters.Where(p => p.Tensor.Rank == 2).ToArray();

        var ratio = double.NaN;
        for (var i = 0; i < updates; i++)
        {
            F.SoftmaxCrossEntropy(network.Forward(x, Pass.Training(random)), labels).Backward();
            if (i == 0) ratio = Size(weights[0].Gradient!) / Size(weights[^1].Gradient!);
            optimizer.Step();
        }
        return (ratio, F.SoftmaxCrossEntropy(network.Forward(x, Pass.Training(random)), labels).Item());
    }

    private static double Size(NdArray gradient) => gradient.Square().Mean().Sqrt().Item();

    private static string List(IEnumerable<double> values) => string.Join(", ", values.Select(v => NumberText.Significant(v, 2)));

    private static Sequential Network(RandomState random, Func<Layer> activation, Initializer start, int depth = HiddenLayers, int normalised = 0, Initializer? last = null)
    {
        var layers = new List<Layer>();
        for (var i = 0; i < depth; i++)
        {
            layers.Add(Linear.Create(i == 0 ? Inputs : Width, Width, random, start));
            if (i < normalised) layers.Add(BatchNorm.Create(Width));
            layers.Add(activation());
        }
        layers.Add(Linear.Create(Width, Classes, random, last ?? start));
        return new(layers);
    }
}
