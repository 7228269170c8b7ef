using Curriculum.Arrays;

namespace Curriculum.Lessons.Questions;

/// <summary>Functions asked for on day 2.</summary>
internal static class Day2Functions
{
    public static Dictionary<string, FunctionCheck> Checks { get; } = new()
    {
        ["D2S1-E1"] = new(
            (NdArray x, NdArray t, int i, int end) => (x[i..end], t[i..end]),
            [
                [Inputs(12, 3), NdArray.Arange(12), 0, 4],
                [Inputs(12, 3), NdArray.Arange(12), 4, 8],
                [Inputs(10, 2), NdArray.Arange(10), 7, 10],
            ],
            ((NdArray x, NdArray t, int i, int end) => (x[i..(end - 1)], t[i..(end - 1)]),
                new("The last image of the batch is missing: in `a..b` the end b is already left out.",
                    "バッチの最後の 1 枚が抜けています。`a..b` では終わりの b はもともと含まれません。")),
            ((NdArray x, NdArray t, int i, int end) => (x[i..end], t[..(end - i)]),
                new("The images move on, the targets do not: image i must stay with target i.",
                    "画像は進んでいますが、教師データが先頭のままです。i 番目の画像には i 番目の正解が対応します。")),
            ((NdArray x, NdArray t, int i, int end) => (x[..end], t[..end]),
                new("This batch grows from step to step: where should it begin?",
                    "これではバッチがだんだん大きくなります。どこから始めるべきですか。")),
            ((NdArray x, NdArray t, int i, int end) => (x[..(end - i)], t[..(end - i)]),
                new("This is the first batch again and again: what moves it on through the data?",
                    "これでは毎回最初のバッチになります。データの中を進めるには何が必要ですか。")),
            ((NdArray x, NdArray t, int i, int end) => (x[i], t[i]),
                new("That is a single image; a batch is a range.",
                    "それは 1 枚の画像です。バッチは範囲で表します。"))),
    };

    /// <summary>An array [n, d] whose rows all differ.</summary>
    private static NdArray Inputs(int n, int d) => NdArray.Arange(n * d).Reshape(n, d);
}
