using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Exercises;

/// <summary>Build: the way back through any number of layers with ReLU between them.</summary>
internal sealed class BackThroughLayers : ExerciseDefinition<Func<NdArray, NdArray[], NdArray[], NdArray, (NdArray[] DW, NdArray[] Db)>>
{
    public override string Id => "D1S5-X2";

    public override Bilingual Title { get; } = new("Back through any number of layers", "任意の数の層を逆にたどる");

    public override Bilingual Task { get; } = new(
        "The net of exercise D1S1-X2: u = zW[l] + b[l] in every layer l, z = max(0, u) between two layers, the last one gives u itself. dy = ∂E/∂u of the last layer. Go forwards, keep what you need, go back, and return ∂E/∂W[l] and ∂E/∂b[l] for every layer. Do not use Tensor.",
        "演習 D1S1-X2 のネットワークです。どの層 l でも u = zW[l] + b[l]、層と層の間では z = max(0, u)、最後の層は u をそのまま返します。dy は最後の層の ∂E/∂u です。順方向に進みながら必要なものを取っておき、逆にたどって、各層の ∂E/∂W[l] と ∂E/∂b[l] を返してください。Tensor は使いません。");

    public override string Signature => "(NdArray[] dW, NdArray[] db) LayersBackward(NdArray x, NdArray[] W, NdArray[] b, NdArray dy)";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("On the way back layer l needs what went into it. Into which list do you put that on the way forward?", "逆伝播のとき、第 l 層は自分に入ってきたものを必要とします。順伝播のとき、それをどのリストに入れておきますか。"),
        new("What went into layer l is a z. Where is it 0, and what does that say about the u before it?", "第 l 層に入ったものは z です。それが 0 の所では、その前の u について何が言えますか。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "The list of kept values is the memory that training needs and prediction does not: it grows with depth and batch.",
        "取っておいた値のリストが、学習のときだけ必要になるメモリです。深さとバッチの大きさとともに増えます。");

    public override Delegate Solution => (NdArray x, NdArray[] W, NdArray[] b, NdArray dy) => Back(x, W, b, dy, (g, z) => g * (z > 0).As(z.DType));

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["no ReLU on the way back"] = (NdArray x, NdArray[] W, NdArray[] b, NdArray dy) => Back(x, W, b, dy, (g, z) => g),
        ["the sigmoid's slope"] = (NdArray x, NdArray[] W, NdArray[] b, NdArray dy) => Back(x, W, b, dy, (g, z) => g * z.Sigmoid() * (1 - z.Sigmoid())),
        ["times z in place of its slope"] = (NdArray x, NdArray[] W, NdArray[] b, NdArray dy) => Back(x, W, b, dy, (g, z) => g * z),
        ["the first layer last in the list"] = (NdArray x, NdArray[] W, NdArray[] b, NdArray dy) =>
        {
            var (dW, db) = Back(x, W, b, dy, (g, z) => g * (z > 0).As(z.DType));
            return (dW.AsEnumerable().Reverse().ToArray(), db.AsEnumerable().Reverse().ToArray());
        },
        ["divided by n in every layer"] = (NdArray x, NdArray[] W, NdArray[] b, NdArray dy) => Back(x, W, b, dy, (g, z) => g * (z > 0).As(z.DType) / x.Shape[0]),
        ["a ReLU behind the last layer too"] = (NdArray x, NdArray[] W, NdArray[] b, NdArray dy) => Back(x, W, b, dy * (Output(x, W, b) > 0).As(dy.DType), (g, z) => g * (z > 0).As(z.DType)),
    };

    protected override IEnumerable<Step> Steps(Func<NdArray, NdArray[], NdArray[], NdArray, (NdArray[] DW, NdArray[] Db)> solve)
    {
        NdArray x = Sample.Of(1, 5, 4);
        NdArray[] W = [Sample.Of(2, 4, 3), Sample.Of(3, 3, 3), Sample.Of(4, 3, 2)], b = [Sample.Of(5, 3), Sample.Of(6, 3), Sample.Of(7, 2)];
        var dy = Sample.Of(8, 5, 2);

        var (one, _) = solve(x, [W[0]], [b[0]], Sample.Of(9, 5, 3));
        yield return Step.Values(new("one layer: xᵀ·dy", "1 層だけ: xᵀ·dy"), x.T.MatMul(Sample.Of(9, 5, 3)), one[0],
            new("With a single layer there is no ReLU at all. What is left?", "層が一つなら ReLU はありません。何が残りますか。"));

        var (dW, db) = solve(x, W, b, dy);
        yield return Step.That(new("three layers: a gradient for each, in the order of the layers", "3 層: 層の順に、それぞれの勾配"),
            dW.Length == 3 && db.Length == 3 && dW.Zip(W).All(p => p.First.Shape == p.Second.Shape) && db.Zip(b).All(p => p.First.Shape == p.Second.Shape),
            string.Join(" ", W.Select(w => w.Shape)), string.Join(" ", dW.Select(w => w.Shape)),
            new("You meet the last layer first. Where does its gradient belong in the list?", "最初に出会うのは最後の層です。その勾配は、リストのどこに入れますか。"));

        for (int l = 2; l >= 0; l--)
        {
            int layer = l;
            yield return Step.Gradient(new($"∂E/∂W[{l}] against central differences", $"∂E/∂W[{l}] を中心差分と比べる"),
                GradientCheck.Run(v => Output(x, [.. W.Select((w, k) => k == layer ? v : w)], b), W[l], dW[l], upstream: dy),
                new("The layer behind it passed. What stands between the two: which slope, taken of what?", "一つ後ろの層は通りました。その間にあるものは何ですか。どの傾きを、何について求めていますか。"));
            yield return Step.Gradient(new($"∂E/∂b[{l}]", $"∂E/∂b[{l}]"),
                GradientCheck.Run(v => Output(x, W, [.. b.Select((c, k) => k == layer ? v : c)]), b[l], db[l], upstream: dy),
                new("A bias is used in every row. What does it get back?", "バイアスはすべての行で使われます。何が戻りますか。"));
        }
    }

    private static NdArray Output(NdArray x, NdArray[] W, NdArray[] b) => Inputs(x, W, b)[^1].MatMul(W[^1]) + b[^1];

    // What goes into each layer.
    private static List<NdArray> Inputs(NdArray x, NdArray[] W, NdArray[] b)
    {
        var z = new List<NdArray> { x };
        for (int l = 0; l < W.Length - 1; l++)
            z.Add((z[l].MatMul(W[l]) + b[l]).Maximum(0));
        return z;
    }

    // back: the slope at a layer's input z and that input → the slope before the activation.
    private static (NdArray[] DW, NdArray[] Db) Back(NdArray x, NdArray[] W, NdArray[] b, NdArray dy, Func<NdArray, NdArray, NdArray> back)
    {
        var z = Inputs(x, W, b);
        NdArray[] dW = new NdArray[W.Length], db = new NdArray[W.Length];
        var g = dy;
        for (int l = W.Length - 1; l >= 0; l--)
        {
            (dW[l], db[l]) = (z[l].T.MatMul(g), g.Sum(0));
            if (l > 0)
                g = back(g.MatMul(W[l].T), z[l]);
        }

        return (dW, db);
    }
}
