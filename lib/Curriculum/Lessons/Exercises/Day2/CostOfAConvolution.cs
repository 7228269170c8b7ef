using Curriculum.Arrays;
using Curriculum.Layers;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Exercises;

/// <summary>Warm-up: two expressions.</summary>
internal sealed class CostOfAConvolution : ExerciseDefinition<Func<int, int, int, int, int, (long Parameters, long Products)>>
{
    public override string Id => "D2S5-X1";

    public override Bilingual Title { get; } = new("What does a convolution cost?", "畳み込みのコスト");

    public override Bilingual Task { get; } = new(
        "Return the number of parameters of a convolution layer (with a bias a filter) and the number of products it computes for one image, from the channels coming in, the number of filters, the side of a filter, the side of the output, and the number of groups: with g groups a filter sees one g-th of the channels.",
        "畳み込み層のパラメータ数(フィルタごとにバイアスが一つ)と、画像 1 枚について計算する積の数を返してください。引数は、入力チャンネル数、フィルタの枚数、フィルタの一辺、出力の一辺、グループ数です。グループ数が g なら、フィルタ 1 枚が見るのは入力チャンネルの g 分の 1 です。");

    public override string Signature => "(long parameters, long products) Cost(int channels, int filters, int kernel, int output, int groups)";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("How many numbers does one filter hold, if it sees only its group's channels?", "自分のグループのチャンネルだけを見るとき、フィルタ 1 枚は数をいくつ持ちますか。"),
        new("At how many places does each filter compute its sum, and how many products make one sum?", "フィルタは何か所で和を計算しますか。一つの和は、いくつの積からなりますか。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "The size of the image is in the products and not in the parameters. In a fully connected layer the two are the same, but for the biases. What follows for the place where the memory goes, and the place where the time goes?",
        "画像の大きさは積の数には効きますが、パラメータ数には効きません。全結合層では、バイアスを除けば両者は同じです。では、メモリを使うのはどこで、時間を使うのはどこでしょうか。");

    public override Delegate Solution => Cost((c, f, k, o, g) => (f * ((c / g * k * k) + 1), f * (c / g * k * k) * o * o));

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["the biases forgotten"] = Cost((c, f, k, o, g) => (f * (c / g * k * k), f * (c / g * k * k) * o * o)),
        ["the groups ignored"] = Cost((c, f, k, o, _) => (f * ((c * k * k) + 1), f * (c * k * k) * o * o)),
        ["the filters divided by the groups too"] = Cost((c, f, k, o, g) => (f / g * ((c / g * k * k) + 1), f / g * (c / g * k * k) * o * o)),
        ["products at one place only"] = Cost((c, f, k, _, g) => (f * ((c / g * k * k) + 1), f * (c / g * k * k))),
        ["one row of places"] = Cost((c, f, k, o, g) => (f * ((c / g * k * k) + 1), f * (c / g * k * k) * o)),
        // 4096 × 4096 × 13 × 13 is more than an int can hold.
        ["counted in int"] = (int c, int f, int k, int o, int g) => ((long)(f * ((c / g * k * k) + 1)), (long)unchecked(f * (c / g * k * k) * o * o)),
    };

    protected override IEnumerable<Step> Steps(Func<int, int, int, int, int, (long Parameters, long Products)> solve)
    {
        var (parameters, products) = solve(3, 2, 2, 1, 1);
        yield return Step.That(new("3 channels, 2 filters of 2×2, one place: parameters", "3 チャンネル、2×2 のフィルタ 2 枚、1 か所: パラメータ"), parameters == 26, "26", $"{parameters}", new("2 · 3 · 2 · 2 weights. And what else does a filter have?", "重みは 2 · 3 · 2 · 2 個です。フィルタには、ほかに何がありますか。"));
        yield return Step.That(new("and products", "積"), products == 24, "24", $"{products}", new("One place: how many products is one sum, and how many sums are there?", "1 か所では、一つの和に積がいくつあり、和はいくつありますか。"));

        var (_, atFour) = solve(3, 2, 2, 4, 1);
        yield return Step.That(new("products at 4 × 4 places", "4 × 4 か所での積"), atFour == 24 * 16, $"{24 * 16}", $"{atFour}", new("The output has height and width. At how many places is a sum computed?", "出力には高さと幅があります。和は何か所で計算しますか。"));

        var ofLayer = Conv2d.Create(6, 9, 3, new RandomState(0), groups: 3).ParameterCount;
        var (grouped, groupedProducts) = solve(6, 9, 3, 5, 3);
        yield return Step.That(new("6 channels, 9 filters of 3×3 in 3 groups: parameters as the library counts them", "6 チャンネル、3×3 のフィルタ 9 枚、3 グループ: ライブラリが数えるパラメータ"), grouped == ofLayer, $"{ofLayer}", $"{grouped}", new("All 9 filters are there. How many of the 6 channels does one of them see?", "フィルタは 9 枚とも存在します。その 1 枚は、6 チャンネルのうちいくつを見ますか。"));
        yield return Step.That(new("and products", "積"), groupedProducts == 9 * 18 * 25, $"{9 * 18 * 25}", $"{groupedProducts}", new("Groups save products as well. By which factor?", "グループは積の数も減らします。何分の一になりますか。"));

        var (wide, many) = solve(4096, 4096, 1, 13, 1);
        yield return Step.That(new("4096 → 4096 channels, 1×1, 13 × 13 places: products", "4096 → 4096 チャンネル、1×1、13 × 13 か所: 積"), many == 2_835_349_504 && wide == 16_781_312, "2835349504", $"{many}", new("Does the number fit into an int? When is it made a long?", "この数は int に収まりますか。long にするのはいつですか。"));
    }

    private static Func<int, int, int, int, int, (long Parameters, long Products)> Cost(Func<long, long, long, long, long, (long, long)> count)
        => (channels, filters, kernel, output, groups) => count(channels, filters, kernel, output, groups);
}
