using Curriculum.Arrays;

namespace Curriculum.Lessons.Questions;

/// <summary>Functions asked for on day 1.</summary>
internal static class Day1Functions
{
    public static Dictionary<string, FunctionCheck> Checks { get; } = new()
    {
        // A square W first: only there does a wrong order of the factors go unnoticed by the shapes.
        ["D1S1-2"] = new(
            (NdArray x, NdArray W, NdArray b) => x.MatMul(W) + b,
            [
                [Sample.Of(1, 3, 3), Sample.Of(2, 3, 3), Sample.Of(3, 3)],
                [Sample.Of(4, 5, 4), Sample.Of(5, 4, 2), Sample.Of(6, 2)],
            ],
            ((NdArray x, NdArray W, NdArray b) => W.MatMul(x) + b,
                new("Wx is for one column vector. With one example a row, which factor comes first?",
                    "Wx は列ベクトル 1 件の書き方です。1 行を 1 件とすると、どちらが先に来ますか。")),
            ((NdArray x, NdArray W, NdArray b) => x.MatMul(W),
                new("The bias is missing.", "バイアスが抜けています。")),
            ((NdArray x, NdArray W, NdArray b) => x.MatMul(W.T) + b,
                new("W is [d, h] already: the transposed one would meet x with its h.",
                    "W はすでに [d, h] です。転置すると h の軸が x と出会ってしまいます。")),
            ((NdArray x, NdArray W, NdArray b) => (x * W) + b,
                new("* multiplies element by element. The weighted sum is a matrix product.",
                    "* は要素ごとの積です。重み付きの和は行列の積で求めます。"))),
    };
}
