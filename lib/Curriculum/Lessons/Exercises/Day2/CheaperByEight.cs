using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Layers;
using Curriculum.Lessons.Figures;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Exercises;

/// <summary>Extend: an open task; the check is that the block sees as much and costs an eighth.</summary>
internal sealed class CheaperByEight : ExerciseDefinition<Func<RandomState, Sequential>>
{
    private const int Channels = 64;
    private const int Side = 14;
    private const int Field = 5;
    private const int Cheaper = 8;

    // A 5×5 convolution from 64 to 64 channels: 14² · 64 · 64 · 25 products.
    private const long Full = (long)Side * Side * Channels * Channels * Field * Field;

    public override string Id => "D2S5-X3";

    public override Bilingual Title { get; } = new("Cheaper by eight", "8 分の 1 のコスト");

    public override Bilingual Task { get; } = new(
        $"A convolution of {Field}×{Field} from {Channels} to {Channels} channels costs {Full:N0} products on an image of {Side}×{Side}. Build layers that take [n, {Channels}, {Side}, {Side}] to the same shape, let every output see at least {Field}×{Field} pixels and all {Channels} channels, are not linear, and cost at most an eighth of that. How is up to you.",
        $"{Channels} チャンネルから {Channels} チャンネルへの {Field}×{Field} の畳み込みは、{Side}×{Side} の画像 1 枚につき {Full:N0} 回の積を計算します。[n, {Channels}, {Side}, {Side}] を同じ形状に写し、どの出力も少なくとも {Field}×{Field} 画素と {Channels} チャンネルすべてを見て、線形ではなく、コストがその 8 分の 1 以下になるように層を組んでください。方法は自由です。");

    public override string Signature => "Sequential Cheaper(RandomState random)";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("What does a filter of 1×1 compute? Does it look at neighbours, or at channels?", "1×1 のフィルタは何を計算しますか。見ているのは隣の画素ですか、チャンネルですか。"),
        new("The cost is a product of channels in, channels out and the area of the filter. Which of the three can you make small for a while, and large again at the end?", "コストは、入力チャンネル数、出力チャンネル数、フィルタの面積の積です。このうち、途中だけ小さくして最後に戻せるのはどれですか。"),
        new("Two convolutions of 3×3, one behind the other: how many pixels does the second one see?", "3×3 の畳み込みを二つ続けると、二つ目は何画素を見ますか。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "Squeeze the channels with 1×1, look around cheaply, widen again with 1×1: the bottleneck of GoogLeNet and ResNet. What is lost in the squeeze? Train both on something and compare.",
        "1×1 でチャンネルを絞り、安く周囲を見て、1×1 で元に戻す。GoogLeNet と ResNet のボトルネックです。絞ることで何が失われるでしょうか。両方を何かで学習させて比べてみましょう。");

    public override Delegate Solution => (RandomState random) => new Sequential(
        Conv2d.Create(Channels, 16, 1, random), new Relu(),
        Conv2d.Create(16, 16, 3, random, padding: 1), new Relu(), Conv2d.Create(16, 16, 3, random, padding: 1), new Relu(),
        Conv2d.Create(16, Channels, 1, random));

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["the full convolution"] = (RandomState random) => new Sequential(Conv2d.Create(Channels, Channels, 5, random, padding: 2), new Relu()),
        ["1×1 only"] = (RandomState random) => new Sequential(Conv2d.Create(Channels, 32, 1, random), new Relu(), Conv2d.Create(32, Channels, 1, random)),
        ["one 3×3 in the bottleneck"] = (RandomState random) => new Sequential(
            Conv2d.Create(Channels, 16, 1, random), new Relu(), Conv2d.Create(16, 16, 3, random, padding: 1), new Relu(), Conv2d.Create(16, Channels, 1, random)),
        ["padding forgotten"] = (RandomState random) => new Sequential(
            Conv2d.Create(Channels, 16, 1, random), new Relu(), Conv2d.Create(16, 16, 5, random), new Relu(), Conv2d.Create(16, Channels, 1, random)),
        ["each channel for itself"] = (RandomState random) => new Sequential(Conv2d.Create(Channels, Channels, 5, random, padding: 2, groups: Channels), new Relu()),
        ["no activation"] = (RandomState random) => new Sequential(
            Conv2d.Create(Channels, 16, 1, random), Conv2d.Create(16, 16, 5, random, padding: 2), Conv2d.Create(16, Channels, 1, random)),
    };

    protected override IEnumerable<Step> Steps(Func<RandomState, Sequential> solve)
    {
        var block = solve(new RandomState(0));
        var x = new RandomState(1).RandN(2, Channels, Side, Side).As(DType.Float32);
        var y = block.Forward(x).Value;
        yield return Step.Shape(new($"x {x.Shape} gives the same shape", $"x {x.Shape} から同じ形状"), x.Shape, y,
            new("Which layer changes the side, and which padding keeps it?", "一辺を変えている層はどれですか。どのパディングなら保たれますか。"));

        var products = Products(block, x[..1]);
        yield return Step.That(new($"at most {Full / Cheaper:N0} products", $"積は {Full / Cheaper:N0} 回以下"), products <= Full / Cheaper, $"≤ {Full / Cheaper:N0}", $"{products:N0}",
            new("Which layer costs most? Channels in × channels out × area.", "最もコストの高い層はどれですか。入力チャンネル数 × 出力チャンネル数 × 面積です。")) with
        { Shown = $"{products:N0} = 1/{Full / (double)products:F1}" };

        var (rows, columns, channels) = Seen(block);
        yield return Step.That(new($"an output in the middle sees {Field}×{Field} pixels at least", $"中央の出力が少なくとも {Field}×{Field} 画素を見る"), rows >= Field && columns >= Field, $"≥ {Field}×{Field}", $"{rows}×{columns}",
            new("From how far away can a pixel reach the output in the middle?", "どこまで離れた画素が、中央の出力に届きますか。"));
        yield return Step.That(new($"and all {Channels} channels", $"{Channels} チャンネルすべてを見る"), channels == Channels, $"{Channels}", $"{channels}",
            new("Which of your layers lets channels meet?", "チャンネルどうしが出会うのは、どの層ですか。"));

        // A linear map adds up: f(a) + f(b) − f(0) = f(a + b).
        NdArray F(NdArray v) => block.Forward(v).Value;
        NdArray a = x[..1], b = x[1..];
        var apart = (F(a) + F(b) - F(NdArray.ZerosLike(a)) - F(a + b)).Abs().Max().Item();
        yield return Step.That(new("it is not linear", "線形ではない"), apart > 0.01, "f(a + b) ≠ f(a) + f(b) − f(0)", $"{NumberText.Significant(apart, 2)}",
            new("Convolutions without anything between them are one convolution. What is missing?", "間に何もない畳み込みは、全体として一つの畳み込みです。足りないものは何ですか。"));
    }

    private static long Products(Sequential block, NdArray x) => block.Trace(x)
        .Where(o => o.Layer is Conv2d or Linear)
        .Sum(o => o.Layer is Conv2d conv ? (long)conv.Weight.Shape.Size * o.Output.Shape[2] * o.Output.Shape[3] : ((Linear)o.Layer).Weight.Shape.Size);

    // What moves an output in the middle: its gradient is not zero there. Several inputs and outputs, because a unit may be silent.
    private static (int Rows, int Columns, int Channels) Seen(Sequential block)
    {
        var x = Tensor.Variable(new RandomState(2).RandN(8, Channels, Side, Side).As(DType.Float32));
        var y = block.Forward(x);
        var reached = new[] { 0, Channels / 3, Channels - 1 }
            .Select(channel => Gradient.Of(y[.., channel, Side / 2, Side / 2].Sum(), x)[0].Value.Abs().Max(0) > 0)
            .MaxBy(Count)!;
        return (Count(reached.Any([0, 2])), Count(reached.Any([0, 1])), Count(reached.Any([1, 2])));
    }

    private static int Count(NdArray any) => (int)any.As(DType.Int64).Sum().Item();
}
