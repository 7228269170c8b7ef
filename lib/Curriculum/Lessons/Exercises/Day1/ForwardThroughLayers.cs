using Curriculum.Arrays;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Exercises;

/// <summary>Build: the forward pass of a fully connected network.</summary>
internal sealed class ForwardThroughLayers : ExerciseDefinition<Func<NdArray, NdArray[], NdArray[], NdArray>>
{
    public override string Id => "D1S1-X2";

    public override Bilingual Title { get; } = new("The forward pass through any number of layers", "任意の数の層を通る順伝播");

    public override Bilingual Task { get; } = new(
        "Layer l has the weights W[l] [in, out] and the biases b[l] [out]. Send x [n, d] through all of them: u = zW + b, and between two layers z = max(0, u). The last layer returns u itself. Refuse a W and a b of different length.",
        "第 l 層の重みは W[l] [in, out]、バイアスは b[l] [out] です。x [n, d] をすべての層に通してください。u = zW + b とし、層と層の間では z = max(0, u) とします。最後の層は u をそのまま返します。W と b の個数が違うときは例外にしてください。");

    public override string Signature => "NdArray Forward(NdArray x, NdArray[] W, NdArray[] b)";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("Which variable holds what the next layer gets? What is it before the first layer?", "次の層に渡すものは、どの変数に入れますか。最初の層の前では、それは何ですか。"),
        new("How does your loop know that it is at the last layer, where nothing is cut off?", "最後の層では切り捨てません。最後の層であることを、ループの中でどう判断しますか。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "The same function runs the lamp with 9 numbers and the digits with 32,430. What a network can do lies in its weights, not in this loop.",
        "9 個の数の電灯も、32,430 個の数の数字認識も、同じ関数で動きます。ネットワークに何ができるかを決めるのは、このループではなく重みです。");

    public override Delegate Solution => (NdArray x, NdArray[] W, NdArray[] b) => W.Length == b.Length
        ? Run(x, W, b, NdArray (u, last) => last ? u : u.Maximum(0))
        : throw new ArgumentException($"Forward: W and b must have one entry a layer, got {W.Length} and {b.Length}.");

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["the last layer cut off as well"] = Mistake((x, W, b) => Run(x, W, b, (u, last) => u.Maximum(0))),
        ["no bend at all"] = Mistake((x, W, b) => Run(x, W, b, (u, last) => u)),
        ["the bias forgotten"] = Mistake((x, W, b) => Run(x, W, [.. b.Select(v => 0 * v)], (u, last) => last ? u : u.Maximum(0))),
        ["the bias added after the bend"] = Mistake((x, W, b) =>
        {
            for (var l = 0; l < W.Length; l++) x = (l < W.Length - 1 ? x.MatMul(W[l]).Maximum(0) : x.MatMul(W[l])) + b[l];
            return x;
        }),
        ["the first layer only"] = Mistake((x, W, b) => x.MatMul(W[0]) + b[0]),
        ["lists of different length taken in silence"] = (NdArray x, NdArray[] W, NdArray[] b) => Run(x, W, b, (u, last) => last ? u : u.Maximum(0)),
    };

    protected override IEnumerable<Step> Steps(Func<NdArray, NdArray[], NdArray[], NdArray> solve)
    {
        NdArray x = Sample.Of(1, 5, 4);
        NdArray[] W = [Sample.Of(2, 4, 3), Sample.Of(3, 3, 6), Sample.Of(4, 6, 2)], b = [Sample.Of(5, 3), Sample.Of(6, 6), Sample.Of(7, 2)];
        yield return Step.Shape(new("x [5, 4] through layers of 3, 6 and 2 units gives [5, 2]", "x [5, 4] を 3、6、2 ユニットの層に通すと [5, 2]"), [5, 2], solve(x, W, b),
            new("How many layers does your loop visit?", "あなたのループは、いくつの層を通りますか。"));

        yield return Step.Values(new("one layer: u itself, negative values too", "1 層だけ: 負の値も含めて u そのもの"), NdArray.Of(new double[,] { { -2 }, { 4 } }),
            solve(NdArray.Of(new double[,] { { -1 }, { 1 } }), [NdArray.Of(new double[,] { { 3 } })], [NdArray.Of(1.0)]),
            new("−1 · 3 + 1 = −2. What cuts it off, or what is missing?", "−1 · 3 + 1 = −2 です。何が切り捨てていますか。それとも何が足りませんか。"));

        yield return Step.Values(new("by hand: the lamp of part 3", "手計算: 第 3 部の電灯"), NdArray.Of(new double[,] { { -0.5 }, { 0.5 }, { 0.5 }, { -0.5 } }),
            solve(NdArray.Of(new double[,] { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } }), [NdArray.Ones(2, 2), NdArray.Of(new double[,] { { 1 }, { -2 } })], [NdArray.Of(0.0, -1), NdArray.Of(-0.5)]),
            new("Both switches off: u = (0, −1). What becomes of the −1 on its way to the last unit?", "両方オフのとき u = (0, −1) です。この −1 は、最後のユニットに届くまでにどうなりますか。"));

        yield return Step.Values(new("three layers, against loops over single numbers", "3 層を、数を一つずつ計算するループと比べる"), ByLoops(x, W, b), solve(x, W, b),
            new("Print the output of each layer beside one computed by hand. Where do they part?", "各層の出力を手計算と並べて表示しましょう。どこで食い違いますか。"));

        yield return Step.Refuses(new("three W and two b are refused", "W が 3 個、b が 2 個なら拒む"), () => solve(x, W, b[..2]),
            new("Who notices that a bias is missing, your code or nobody?", "バイアスが足りないことに気づくのは、あなたのコードですか、それとも誰も気づきませんか。"));
    }

    // Lists of different length end with the shorter: the mistake that the last step looks for.
    private static NdArray Run(NdArray x, NdArray[] W, NdArray[] b, Func<NdArray, bool, NdArray> bend)
    {
        var layers = Math.Min(W.Length, b.Length);
        for (var l = 0; l < layers; l++) x = bend(x.MatMul(W[l]) + b[l], l == layers - 1);
        return x;
    }

    private static Func<NdArray, NdArray[], NdArray[], NdArray> Mistake(Func<NdArray, NdArray[], NdArray[], NdArray> body) =>
        (x, W, b) => W.Length == b.Length ? body(x, W, b) : throw new ArgumentException("W and b must be of one length");

    private static NdArray ByLoops(NdArray x, NdArray[] W, NdArray[] b)
    {
        for (var l = 0; l < W.Length; l++)
        {
            var z = NdArray.Zeros(x.Shape[0], W[l].Shape[1]);
            for (var n = 0; n < z.Shape[0]; n++)
            {
                for (var j = 0; j < z.Shape[1]; j++)
                {
                    var u = b[l][j].Item();
                    for (var i = 0; i < x.Shape[1]; i++) u += x[n, i].Item() * W[l][i, j].Item();
                    z[n, j] = l < W.Length - 1 ? Math.Max(0, u) : u;
                }
            }
            x = z;
        }
        return x;
    }
}
