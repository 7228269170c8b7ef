using Curriculum.Arrays;
using Curriculum.Functional;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Exercises;

/// <summary>Warm-up: one expression.</summary>
internal sealed class WhoSeesWhom : ExerciseDefinition<Func<int, NdArray, NdArray>>
{
    public override string Id => "D4S5-X1";

    public override Bilingual Title { get; } = new("Who sees whom", "誰が誰を見てよいか");

    public override Bilingual Task { get; } = new(
        "A batch of n translations, padded to one length, goes through a decoder: word i must see neither later words nor padding. lengths [n] says how long each really is. Return the mask [n, length, length], true where query i must not look at key j. The two masks of part 3 are there to be combined.",
        "長さをそろえた n 文の訳をデコーダに通します。単語 i から、後の単語もパディングも見えてはいけません。lengths [n] は各文の本当の長さです。クエリ i がキー j を見てはいけないところが真になるマスク [n, length, length] を返してください。第 3 部の二つのマスクを組み合わせましょう。");

    public override string Signature => "NdArray Blocked(int length, NdArray lengths)";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("F.CausalMask(length) is [length, length], F.PaddingMask(lengths, length) is [n, length]. Which axis does the second one lack, and where?", "F.CausalMask(length) は [length, length]、F.PaddingMask(lengths, length) は [n, length] です。後者に足りない軸はどれで、どこに入れますか。"),
        new("Padding is blocked as a key, for every query. Which of the two last axes counts keys?", "パディングは、どのクエリに対しても「キーとして」遮ります。最後の二つの軸のうち、キーの軸はどちらですか。"),
        new("A pair is blocked if one reason holds or the other. Is that & or |?", "どちらか一方の理由があれば遮ります。それは & ですか、| ですか。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "Row i of a padded query still gives numbers. Who makes sure that they count for nothing in the loss? And for padding at the end, is the padding mask needed at all beside the causal one?",
        "パディングの位置のクエリにも、数値は出てきます。それが損失に数えられないようにしているのは誰でしょうか。また、パディングが文末にあるとき、因果マスクに加えてパディングマスクは本当に必要でしょうか。");

    public override Delegate Solution => (int length, NdArray lengths) => F.CausalMask(length) | F.PaddingMask(lengths, length).ExpandDims(1);

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["only the later words, for all sentences alike"] = (int length, NdArray lengths) => F.CausalMask(length).ExpandDims(0).Tile(lengths.Size, 1, 1),
        ["only the padding"] = (int length, NdArray lengths) => F.PaddingMask(lengths, length).ExpandDims(1).Tile(1, length, 1),
        ["blocked only where both reasons hold"] = (int length, NdArray lengths) => F.CausalMask(length) & F.PaddingMask(lengths, length).ExpandDims(1),
        ["padding blocked as a query"] = (int length, NdArray lengths) => F.CausalMask(length) | F.PaddingMask(lengths, length).ExpandDims(2),
        ["a word does not see itself"] = (int length, NdArray lengths) =>
            (NdArray.Arange(length) >= NdArray.Arange(length).ExpandDims(1)) | F.PaddingMask(lengths, length).ExpandDims(1),
        ["true where looking is allowed"] = (int length, NdArray lengths) => !(F.CausalMask(length) | F.PaddingMask(lengths, length).ExpandDims(1)),
        ["one mask for the whole batch"] = (int length, NdArray lengths) => F.CausalMask(length),
    };

    protected override IEnumerable<Step> Steps(Func<int, NdArray, NdArray> solve)
    {
        var lengths = NdArray.Of(new long[] { 2, 4 });
        var got = solve(4, lengths);
        yield return Step.Shape(new("two sentences of length 4: [2, 4, 4]", "長さ 4 の文が二つ: [2, 4, 4]"), [2, 4, 4], got,
            new("Each sentence has its own padding. Does your mask have an axis for the sentence?", "パディングは文ごとに違います。あなたのマスクに文の軸はありますか。"));
        yield return Step.Values(new("the full sentence: above the diagonal only", "パディングのない文: 対角線の上だけ"), Numbers(F.CausalMask(4)), Numbers(got[1]),
            new("Word 3 of the full sentence: which words may it see? Itself, too?", "パディングのない文の 3 語目は、どの単語を見てよいですか。自分自身はどうですか。"));
        yield return Step.Values(new("word 4 of the sentence of two: sees words 1 and 2", "2 語の文の 4 番目の位置: 1 語目と 2 語目だけ見える"), NdArray.Of(0.0, 0, 1, 1), Numbers(got[0, 3]),
            new("Keys 3 and 4 are padding. Along which axis did you block them?", "キー 3 と 4 はパディングです。どの軸に沿って遮りましたか。"));
        yield return Step.Values(new("word 1 of the sentence of two: sees itself", "2 語の文の 1 語目: 自分だけ見える"), NdArray.Of(0.0, 1, 1, 1), Numbers(got[0, 0]),
            new("Is one reason enough to block, or must both hold?", "遮る理由は一つあれば十分ですか、それとも両方必要ですか。"));

        var random = new RandomState(0);
        NdArray x = random.RandN(2, 4, 3), other = x.Copy();
        other[0, 1] = random.RandN(3);
        other[0, 3] = random.RandN(3);
        NdArray See(NdArray words) => F.DotProductAttention(words, words, words, got).Output.Value;
        double moved = (See(x)[0, 0] - See(other)[0, 0]).Abs().Max().Item();
        yield return Step.That(new("at work: new later words and new padding leave word 1 as it is", "実際に使う: 後の単語とパディングを変えても、1 語目の出力は変わらない"), moved == 0, "0", $"{moved}",
            new("Which later word does word 1 still see?", "1 語目から、まだ見えている後の単語はどれですか。"));
    }

    private static NdArray Numbers(NdArray mask) => mask.As(DType.Float64);
}
