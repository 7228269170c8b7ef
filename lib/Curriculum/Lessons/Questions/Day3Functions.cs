using Curriculum.Arrays;

namespace Curriculum.Lessons.Questions;

/// <summary>Functions asked for on day 3.</summary>
internal static class Day3Functions
{
    public static Dictionary<string, FunctionCheck> Checks { get; } = new()
    {
        ["D3S1-E1"] = new(
            (NdArray W, NdArray left, NdArray right) => W.MatMul(NdArray.Concatenate(0, left, right)),
            [
                [Sample.Of(1, 3, 6), Sample.Of(2, 3), Sample.Of(3, 3)],
                [Sample.Of(4, 2, 4), Sample.Of(5, 2), Sample.Of(6, 2)],
            ],
            ((NdArray W, NdArray left, NdArray right) => W.MatMul(NdArray.Concatenate(0, right, left)),
                new("The children are exchanged: which half of W belongs to the left one?",
                    "左右の子が入れ替わっています。W のどちらの半分が左の子のものですか。")),
            ((NdArray W, NdArray left, NdArray right) => W.MatMul(left + right),
                new("left + right has h numbers, W wants 2h. And the sum would forget which was which.",
                    "left + right は h 個の数ですが、W は 2h 個を受け取ります。足すと、どちらが左だったかも分からなくなります。")),
            ((NdArray W, NdArray left, NdArray right) => W[Slice.All, ..left.Size].MatMul(left),
                new("The right child is not used.", "右の子が使われていません。"))),

        ["D3S1-E2"] = new(
            (NdArray delta, NdArray U) => delta.MatMul(U),
            [
                [Sample.Of(1, 3, 3), Sample.Of(2, 3, 3)],
                [Sample.Of(3, 4, 2), Sample.Of(4, 2, 2)],
            ],
            ((NdArray delta, NdArray U) => delta.MatMul(U.T),
                new("Uᵀ leads forwards in time. Which matrix leads back?", "Uᵀ は時間を前に進めるときの行列です。戻るときはどの行列ですか。")),
            ((NdArray delta, NdArray U) => U.MatMul(delta),
                new("delta has one example a row, so it stands in front.", "delta は 1 行が 1 件なので、左に置きます。")),
            ((NdArray delta, NdArray U) => delta,
                new("Nothing was handed back through U yet.", "まだ U を通して前の時刻に渡していません。"))),

        ["D3S2-E1"] = new(
            (NdArray gradient, double threshold) => Norm(gradient) > threshold ? gradient * (threshold / Norm(gradient)) : gradient,
            [
                [NdArray.Of(3.0, 4, 0), 1.0],
                [NdArray.Of(0.3, -0.4), 1.0],
                [Sample.Of(1, 2, 5), 0.5],
            ],
            ((NdArray gradient, double threshold) => gradient.Clip(-threshold, threshold),
                new("Cutting each element changes the direction: (10, 1) becomes (1, 1).", "要素ごとに切ると向きが変わります。(10, 1) が (1, 1) になってしまいます。")),
            ((NdArray gradient, double threshold) => gradient * (threshold / Norm(gradient)),
                new("A small gradient is made larger. It may stay as it is.", "小さな勾配まで大きくしています。そのままでよいはずです。")),
            ((NdArray gradient, double threshold) => gradient * threshold,
                new("Scaled, but not by the norm: which length has the result?", "縮めてはいますが、ノルムを使っていません。結果の長さはいくつですか。")),
            ((NdArray gradient, double threshold) => Norm(gradient) > threshold ? gradient / Norm(gradient) : gradient,
                new("The result has length 1, whatever the threshold is.", "しきい値によらず、長さが 1 になっています。"))),

        ["D3S4-E1"] = new(
            (NdArray forward, NdArray backward) => NdArray.Concatenate(1, forward, backward.Flip(0)),
            [
                [Sample.Of(1, 4, 3), Sample.Of(2, 4, 3)],
                [Sample.Of(3, 5, 2), Sample.Of(4, 5, 2)],
            ],
            ((NdArray forward, NdArray backward) => NdArray.Concatenate(1, forward, backward),
                new("Row 0 of backward has seen the last word. Which row of forward belongs to it?", "backward の 0 行目が見たのは最後の単語です。forward のどの行と対応しますか。")),
            ((NdArray forward, NdArray backward) => NdArray.Concatenate(0, forward, backward.Flip(0)),
                new("Along axis 0 the sequence becomes twice as long. The states should become twice as wide.", "軸 0 に沿ってつなぐと系列が 2 倍の長さになります。2 倍になるべきなのは状態の幅です。")),
            ((NdArray forward, NdArray backward) => forward + backward.Flip(0),
                new("Adding them mixes the two; the result must be [t, 2h].", "足すと二つが混ざります。結果は [t, 2h] のはずです。")),
            ((NdArray forward, NdArray backward) => NdArray.Concatenate(1, forward, backward.Flip(1)),
                new("You turned the features round, not the time.", "逆順にしたのは特徴量の軸です。時間の軸ではありません。"))),

        ["D3S5-E1"] = new(
            (NdArray E, NdArray w) => E.MatMul(w),
            [
                [Sample.Of(1, 4, 4), NdArray.Of(0.0, 0, 1, 0)],
                [Sample.Of(2, 3, 5), NdArray.Of(0.0, 1, 0, 0, 0)],
            ],
            ((NdArray E, NdArray w) => w.MatMul(E),
                new("That takes a row of E; the words are its columns.", "それは E の行を取り出します。単語は列に並んでいます。")),
            ((NdArray E, NdArray w) => E * w,
                new("Element by element the matrix keeps its size, with zeros. Which product sums them away?", "要素ごとの積では、0 の入った行列のままです。和をとって一列にする積はどれですか。")),
            ((NdArray E, NdArray w) => E.Sum(1),
                new("That adds all words up. Which one is asked for?", "それはすべての単語の和です。求められているのはどの単語ですか。"))),
    };

    private static double Norm(NdArray gradient) => gradient.Square().Sum().Sqrt().Item();
}
