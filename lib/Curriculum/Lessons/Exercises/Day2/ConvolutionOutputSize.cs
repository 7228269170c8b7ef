using Curriculum.Arrays;
using Curriculum.Functional;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Exercises;

/// <summary>Warm-up: one expression.</summary>
internal sealed class ConvolutionOutputSize : ExerciseDefinition<Func<int, int, int, int, int>>
{
    public override string Id => "D2S4-X1";

    public override Bilingual Title { get; } = new("How large is the output?", "出力の大きさはいくつか");

    public override Bilingual Task { get; } = new(
        "Return the height of a convolution's output, from the height of the image, the height of the filter, the padding on each side and the stride. It must be right for every stride, also where the last step no longer fits.",
        "画像の高さ、フィルタの高さ、片側のパディング、ストライドから、畳み込みの出力の高さを返してください。最後の一歩が入りきらない場合も含め、どのストライドでも正しくなければなりません。");

    public override string Signature => "int OutputSize(int image, int filter, int padding, int stride)";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("Put the filter at the top. By how many pixels can it still move down?", "フィルタを一番上に置きます。あと何画素、下へ動かせますか。"),
        new("How many whole steps of the stride fit into that way? And which place is not a step?", "その距離に、ストライドずつの歩みは何歩入りますか。歩みに数えられない場所はどこですか。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "C# divides whole numbers downwards here, so the floor is free. Which rows of the image does a stride that does not fit never read?",
        "C# の整数の割り算はここでは切り捨てになるので、床関数は書かずに済みます。割り切れないストライドでは、画像のどの行が一度も読まれないでしょうか。");

    public override Delegate Solution => (int image, int filter, int padding, int stride) => ((image + (2 * padding) - filter) / stride) + 1;

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["padding on one side only"] = (int image, int filter, int padding, int stride) => ((image + padding - filter) / stride) + 1,
        ["the first place forgotten"] = (int image, int filter, int padding, int stride) => (image + (2 * padding) - filter) / stride,
        ["1 added before the division"] = (int image, int filter, int padding, int stride) => (image + (2 * padding) - filter + 1) / stride,
        ["rounded up"] = (int image, int filter, int padding, int stride) => (int)Math.Ceiling((image + (2 * padding) - filter) / (double)stride) + 1,
        ["the stride ignored"] = (int image, int filter, int padding, int stride) => image + (2 * padding) - filter + 1,
    };

    protected override IEnumerable<Step> Steps(Func<int, int, int, int, int> solve)
    {
        yield return Case(solve, 5, 3, 0, 1, new("In which rows of an image of 5 can a filter of 3 begin? Write them down.", "高さ 5 の画像で、高さ 3 のフィルタを置き始められるのはどの行ですか。書き出してみましょう。"));
        yield return Case(solve, 6, 2, 1, 1, new("How high is the image once it is padded on both sides?", "両側にパディングした後の画像の高さはいくつですか。"));
        yield return Case(solve, 28, 5, 0, 3, new("The filter begins at 0, 3, 6, … Where does it begin last?", "フィルタは 0、3、6、… から始まります。最後に始まるのはどこですか。"));

        // Against places that are counted one by one.
        foreach (var (image, filter, padding, stride) in Cases())
        {
            var expected = F.Conv2d(NdArray.Zeros(1, 1, image, image), NdArray.Zeros(1, 1, filter, filter), stride: stride, padding: padding).Shape[2];
            if (solve(image, filter, padding, stride) != expected)
                yield return Case(solve, image, filter, padding, stride, new("Count the places by hand for this one. Which of your terms is off?", "この例について、置ける場所を手で数えてみましょう。式のどの項が合っていませんか。"));
        }

        yield return Step.That(new($"{Cases().Count()} further cases agree with the library", $"ほかの {Cases().Count()} 通りもライブラリと一致する"), true, "", "", new("", ""));
    }

    private static IEnumerable<(int Image, int Filter, int Padding, int Stride)> Cases() =>
        from image in Enumerable.Range(5, 4)
        from filter in Enumerable.Range(1, 5)
        from padding in Enumerable.Range(0, 3)
        from stride in Enumerable.Range(1, 4)
        select (image, filter, padding, stride);

    private static Step Case(Func<int, int, int, int, int> solve, int image, int filter, int padding, int stride, Bilingual question)
    {
        var expected = Enumerable.Range(0, image + (2 * padding) - filter + 1).Count(start => start % stride == 0);
        var got = solve(image, filter, padding, stride);
        return Step.That(new($"image {image}, filter {filter}, padding {padding}, stride {stride}", $"画像 {image}、フィルタ {filter}、パディング {padding}、ストライド {stride}"), got == expected, $"{expected}", $"{got}", question);
    }
}
