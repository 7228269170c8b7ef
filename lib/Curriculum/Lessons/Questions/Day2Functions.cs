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
                [Sample.Of(12, 12, 3), NdArray.Arange(12), 0, 4],
                [Sample.Of(12, 12, 3), NdArray.Arange(12), 4, 8],
                [Sample.Of(10, 10, 2), NdArray.Arange(10), 7, 10],
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

        ["D2S3-E3"] = new(
            (NdArray image, int top, int bottom, int left, int right) => image[top..bottom, left..right],
            [
                [Sample.Of(1, 8, 8, 3), 1, 5, 2, 7],
                [Sample.Of(2, 6, 9, 3), 0, 4, 3, 9],
            ],
            ((NdArray image, int top, int bottom, int left, int right) => image[left..right, top..bottom],
                new("Rows and columns are exchanged: which axis of [h, w, c] counts from the top?",
                    "行と列が入れ替わっています。[h, w, c] で上から数えるのはどの軸ですか。")),
            ((NdArray image, int top, int bottom, int left, int right) => image[top..bottom],
                new("The rows are cut, the columns are all there still.", "行だけが切り出され、列はすべて残っています。")),
            ((NdArray image, int top, int bottom, int left, int right) => image[top..bottom, left..right, 0],
                new("All channels are wanted; you took one.", "全チャンネルが必要ですが、一つしか取り出していません。")),
            ((NdArray image, int top, int bottom, int left, int right) => image[top..bottom, left..(right - left)],
                new("The end of a range is a place, not a length.", "範囲の終わりは長さではなく位置です。"))),
    };
}
