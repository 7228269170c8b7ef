using Curriculum.Arrays;
using Curriculum.Data;
using Curriculum.Functional;
using Curriculum.Layers;
using Curriculum.Lessons.Figures;
using Curriculum.Lessons.Questions;
using Curriculum.Optimizers;
using Curriculum.Training;

namespace Curriculum.Lessons.Exercises;

/// <summary>Extend: an open task; the check is that the net recognises where it never looked in training.</summary>
internal sealed class FindItAnywhere : ExerciseDefinition<Func<RandomState, Sequential>>
{
    private const int Side = 12;
    private const int Shapes = 4;
    private const int Updates = 200;
    private const int MostParameters = 2000;
    private const double LeastAccuracy = 0.9;
    private static readonly uint[] Seeds = [0, 1, 2];

    // Four patterns of 3×3 with five inked pixels each, so that counting ink tells nothing.
    private static readonly NdArray[] Patterns =
    [
        NdArray.Of(0, 1, 0, 1, 1, 1, 0, 1, 0.0).Reshape(3, 3),
        NdArray.Of(1, 0, 1, 0, 1, 0, 1, 0, 1.0).Reshape(3, 3),
        NdArray.Of(1, 1, 1, 0, 1, 0, 0, 1, 0.0).Reshape(3, 3),
        NdArray.Of(1, 0, 0, 1, 0, 0, 1, 1, 1.0).Reshape(3, 3),
    ];

    public override string Id => "D2S4-X3";

    public override Bilingual Title { get; } = new("Find it anywhere", "どこにあっても見つける");

    public override Bilingual Task { get; } = new(
        $"Images [1, {Side}, {Side}] show one of {Shapes} small shapes (+, ×, T, L) of 3 × 3 pixels with some noise. In training the shape is always in the left half, in the test always in the right half. Build a net with at most {MostParameters:N0} parameters that is right in {LeastAccuracy:P0} of the tests, after {Updates} steps of Adam at 0.01. A layer that has a weight for each place cannot do it: why?",
        $"画像 [1, {Side}, {Side}] には、3 × 3 画素の小さな図形(+、×、T、L の {Shapes} 種類)が一つ、雑音とともに写っています。学習では図形は必ず左半分に、テストでは必ず右半分にあります。Adam(学習率 0.01)で {Updates} 回更新した後、テストの {LeastAccuracy:P0} 以上に正解するネットワークを、パラメータ {MostParameters:N0} 個以下で作ってください。場所ごとに重みを持つ層ではできません。なぜでしょうか。");

    public override string Signature => "Sequential Anywhere(RandomState random)";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("Which layer does the same thing in the left and in the right half?", "左半分でも右半分でも同じことをする層はどれですか。"),
        new("A Flatten keeps the place of each number, and the Linear behind it has a weight for each place. What could stand there instead that forgets the place?", "Flatten は各数の場所を残し、後ろの Linear は場所ごとに重みを持ちます。代わりに、場所を忘れるものを何か置けませんか。"),
        new("How large must a filter be to tell + from ×? Does the strongest response in the whole map say where it came from?", "+ と × を見分けるには、フィルタはどれだけの大きさが必要ですか。マップ全体で最も強い応答は、どこから来たかを伝えますか。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "S cells everywhere, then one C cell as large as the image. What is lost with the place? Ask your net for the digit 6 and the digit 9.",
        "至る所に S 細胞を置き、最後に画像全体を見る C 細胞を一つ置いた形です。場所と一緒に失われるものは何でしょうか。数字の 6 と 9 で考えてみてください。");

    public override Delegate Solution => (RandomState random) => Network(random, 3, new GlobalMaxPool());

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["fully connected"] = (RandomState random) => new Sequential(new Flatten(), Linear.Create(Side * Side, 12, random), new Relu(), Linear.Create(12, Shapes, random)),
        ["convolution, then a weight for each place"] = (RandomState random) => new Sequential(
            Conv2d.Create(1, 4, 3, random), new Relu(), new Flatten(), Linear.Create(4 * 10 * 10, Shapes, random)),
        ["filters of one pixel"] = (RandomState random) => Network(random, 1, new GlobalMaxPool()),
        ["too many parameters"] = (RandomState random) => new Sequential(
            Conv2d.Create(1, 64, 3, random), new Relu(), Conv2d.Create(64, 64, 3, random), new GlobalMaxPool(), Linear.Create(64, Shapes, random)),
        ["a map in place of scores"] = (RandomState random) => new Sequential(Conv2d.Create(1, Shapes, 3, random)),
    };

    protected override IEnumerable<Step> Steps(Func<RandomState, Sequential> solve)
    {
        var network = solve(new RandomState(Seeds[0]));
        yield return Step.Shape(new($"x [5, 1, {Side}, {Side}] gives [5, {Shapes}]", $"x [5, 1, {Side}, {Side}] から [5, {Shapes}]"), new[] { 5, Shapes }, network.Forward(NdArray.Zeros([5, 1, Side, Side], DType.Float32)).Value,
            new("One score a shape is asked for. What turns maps into single numbers?", "図形ごとに一つの得点が必要です。マップを一つの数にするものは何ですか。"));
        yield return Step.That(new($"at most {MostParameters:N0} parameters", $"パラメータは {MostParameters:N0} 個以下"), network.ParameterCount <= MostParameters, $"≤ {MostParameters:N0}", $"{network.ParameterCount:N0}",
            new("Which layer holds most of them, and does it need a weight for each place?", "その大半を持つのはどの層ですか。場所ごとの重みは本当に必要ですか。"));

        var results = Seeds.Select(seed => Train(solve, seed)).ToArray();
        yield return Step.That(new($"right where it was trained (left half), on {Seeds.Length} seeds", $"学習した場所(左半分)で正解する({Seeds.Length} 個のシードすべて)"), results.All(r => r.Left >= LeastAccuracy), $"≥ {LeastAccuracy}", List(results.Select(r => r.Left)),
            new("It cannot tell the shapes apart at all. How many pixels does one of your filters see at once?", "図形をまったく見分けられていません。フィルタ一つは一度に何画素を見ていますか。")) with
        { Shown = List(results.Select(r => r.Left)) };
        yield return Step.That(new("right where it never looked (right half)", "一度も見ていない場所(右半分)で正解する"), results.All(r => r.Right >= LeastAccuracy), $"≥ {LeastAccuracy}", List(results.Select(r => r.Right)),
            new("Fine on the left, lost on the right: which weights were never trained?", "左では正解、右では当てずっぽうです。一度も学習しなかった重みはどれですか。")) with
        { Shown = List(results.Select(r => r.Right)) };
    }

    private static (double Left, double Right) Train(Func<RandomState, Sequential> solve, uint seed)
    {
        var network = solve(new RandomState(seed));
        var random = new RandomState(1000 + seed);
        var (train, left, right) = (Images(400, 0, random), Images(200, 0, random), Images(200, Side / 2, random));
        var trainer = new Trainer(network, (y, t) => F.SoftmaxCrossEntropy(y, t), new Adam(network.Parameters, 0.01)) { Random = random };
        trainer.Fit(() => Batches.Sample(train, 50, random), Updates);
        return (Evaluation.Accuracy(network, left), Evaluation.Accuracy(network, right));
    }

    /// <summary>n images with a shape in the half that begins at a column.</summary>
    private static Dataset Images(int n, int firstColumn, RandomState random)
    {
        var images = 0.2 * random.RandN(n, 1, Side, Side);
        var labels = random.RandInt(0, Shapes, [n]);
        NdArray rows = random.RandInt(0, Side - 2, [n]), columns = random.RandInt(firstColumn, firstColumn + (Side / 2) - 2, [n]);
        for (var i = 0; i < n; i++)
        {
            int row = (int)rows[i].Item(), column = (int)columns[i].Item();
            images[i, 0, row..(row + 3), column..(column + 3)] += Patterns[(int)labels[i].Item()];
        }
        return new(images.As(DType.Float32), labels);
    }

    private static string List(IEnumerable<double> values) => string.Join(", ", values.Select(v => NumberText.Significant(v, 3)));

    private static Sequential Network(RandomState random, int kernel, Layer pool) => new(
        Conv2d.Create(1, 16, kernel, random), new Relu(), pool, Linear.Create(16, Shapes, random));
}
