using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Exercises;

/// <summary>Build: max pooling, forward and backward.</summary>
internal sealed class MaxPoolingByHand : ExerciseDefinition<Func<NdArray, NdArray, int, (NdArray Y, NdArray DX)>>
{
    public override string Id => "D2S4-X2";

    public override Bilingual Title { get; } = new("Max pooling by hand", "最大値プーリングを手で書く");

    public override Bilingual Task { get; } = new(
        "Cut x [h, w] into tiles of size × size and return y [h/size, w/size], the largest number of each tile, together with ∂L/∂x for a given ∂L/∂y = gy. Of equal numbers the first in reading order counts. Refuse an x that the tiles do not fill: half a tile would be lost in silence.",
        "x [h, w] を size × size のタイルに分け、各タイルの最大値 y [h/size, w/size] を返してください。与えられた ∂L/∂y = gy に対する ∂L/∂x も一緒に返します。同じ値が並んだときは、左上から読んで最初のものを選びます。タイルでちょうど埋まらない x は例外にしてください。半端なタイルが黙って捨てられてしまうからです。");

    public override string Signature => "(NdArray y, NdArray dx) MaxPool(NdArray x, NdArray gy, int size)";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("Two loops over the tiles: which slice of x is tile (i, j)?", "タイルについて 2 重ループを回します。タイル (i, j) は x のどのスライスですか。"),
        new("If you nudge a number that is not the largest of its tile, how much does y change?", "タイルの最大値でない数を少し動かすと、y はどれだけ変わりますか。"),
        new("tile.Flatten().ArgMax().Item() counts in reading order. Which row and which column is that?", "tile.Flatten().ArgMax().Item() は読む順の番号です。それは何行何列目ですか。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "One number of a tile gets the whole gradient, the others none, and nothing is learned here: there is no weight. With average pooling each would get 1/size². What happens when windows overlap?",
        "勾配はタイルの中の一つの数だけに渡り、ほかは 0 です。重みがないので、ここで学習されるものはありません。平均プーリングなら、それぞれに 1/size² ずつ渡ります。窓どうしが重なるときはどうなるでしょうか。");

    public override Delegate Solution => Pooling((tile, g) => Winner(tile, g));

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["average pooling"] = (NdArray x, NdArray gy, int size) =>
        {
            Require(x, size);
            return (Tiles(x, size).Mean(3).Mean(1), (gy / (size * size)).Repeat(size, 0).Repeat(size, 1));
        },
        ["every number of the tile gets the gradient"] = Pooling((tile, g) => NdArray.Full(tile.Shape, g)),
        ["equal numbers all get the whole gradient"] = Pooling((tile, g) => tile.EqualTo(tile.Max()).As(DType.Float64) * g),
        ["the number itself in place of the gradient"] = Pooling((tile, g) => Winner(tile, tile.Max().Item())),
        ["an x that does not fit cut off in silence"] = (NdArray x, NdArray gy, int size) => Pool(x[..(x.Shape[0] / size * size), ..(x.Shape[1] / size * size)], gy, size, Winner),
    };

    protected override IEnumerable<Step> Steps(Func<NdArray, NdArray, int, (NdArray Y, NdArray DX)> solve)
    {
        var x = new RandomState(4).RandN(6, 9);
        var gy = new RandomState(5).RandN(2, 3);
        var (y, dx) = solve(x, gy, 3);
        yield return Step.Shape(new("x [6, 9] in tiles of 3 gives y [2, 3]", "x [6, 9] を 3 のタイルに分けると y [2, 3]"), gy.Shape, y, new("How many tiles lie side by side, and how many one below the other?", "タイルは横に何枚、縦に何枚並びますか。"));
        yield return Step.Shape(new("and dx [6, 9]", "dx は [6, 9]"), x.Shape, dx, new("dx has a number for every x. Where do you make it?", "dx には x と同じ数の要素があります。どこで作っていますか。"));

        yield return Step.Values(new("by hand: the tile (1, 5; 3, 2)", "手計算: タイル (1, 5; 3, 2)"), NdArray.Of(5.0).Reshape(1, 1), solve(NdArray.Of(1.0, 5, 3, 2).Reshape(2, 2), NdArray.Ones(1, 1), 2).Y,
            new("Which of the four numbers should come out?", "4 つの数のうち、どれが出てくるべきですか。"));
        yield return Step.Gradient(new("dx against central differences", "dx を中心差分と比べる"), GradientCheck.Run(v => solve(v, gy, 3).Y, x, dx, gy),
            new("The report names an element. Is it the largest of its tile? What should it get?", "レポートに出ている要素は、タイルの中の最大値ですか。そこにはいくつ渡るべきですか。"));

        yield return Step.Values(new("a tie: (2, 2; 1, 2), only the first gets the gradient", "同点: (2, 2; 1, 2) では最初のものだけが勾配を受け取る"), NdArray.Of(7.0, 0, 0, 0).Reshape(2, 2), solve(NdArray.Of(2.0, 2, 1, 2).Reshape(2, 2), NdArray.Ones(1, 1) * 7, 2).DX,
            new("Three numbers are equal. How much gradient do you give away in all, and how much came in?", "3 つの数が等しいとき、渡した勾配の合計はいくつですか。受け取ったのはいくつでしたか。"));
        yield return Step.Refuses(new("x [5, 6] does not fit tiles of 2 and is refused", "x [5, 6] は 2 のタイルで埋まらないので例外になる"), () => solve(NdArray.Zeros(5, 6), NdArray.Zeros(2, 3), 2).Y,
            new("Row 5 belongs to no whole tile. Who would notice that it is gone?", "5 行目はどのタイルにも入りません。捨てられたことに誰が気づくでしょうか。"));
    }

    private static Func<NdArray, NdArray, int, (NdArray Y, NdArray DX)> Pooling(Func<NdArray, double, NdArray> back) => (x, gy, size) =>
    {
        Require(x, size);
        return Pool(x, gy, size, back);
    };

    private static (NdArray Y, NdArray DX) Pool(NdArray x, NdArray gy, int size, Func<NdArray, double, NdArray> back)
    {
        NdArray y = NdArray.Zeros(x.Shape[0] / size, x.Shape[1] / size), dx = NdArray.ZerosLike(x);
        for (var i = 0; i < y.Shape[0]; i++)
        {
            for (var j = 0; j < y.Shape[1]; j++)
            {
                Slice rows = (i * size)..((i + 1) * size), columns = (j * size)..((j + 1) * size);
                y[i, j] = x[rows, columns].Max();
                dx[rows, columns] = back(x[rows, columns], gy[i, j].Item());
            }
        }
        return (y, dx);
    }

    private static NdArray Winner(NdArray tile, double g)
    {
        var only = NdArray.Zeros(tile.Size);
        only[(int)tile.Flatten().ArgMax().Item()] = g;
        return only.Reshape(tile.Shape);
    }

    private static NdArray Tiles(NdArray x, int size) => x.Reshape(x.Shape[0] / size, size, x.Shape[1] / size, size);

    private static void Require(NdArray x, int size)
    {
        if (x.Shape[0] % size != 0 || x.Shape[1] % size != 0) throw new ArgumentException($"MaxPool: x must be filled by tiles of {size}, got {x.Shape}.");
    }
}
