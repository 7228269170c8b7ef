using Curriculum.Arrays;
using Curriculum.Lessons.Figures;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Exercises;

/// <summary>Extend: few units where they are needed; many solutions.</summary>
internal sealed class EightKinks : ExerciseDefinition<Func<(NdArray W1, NdArray B1, NdArray W2, NdArray B2)>>
{
    private const int Most = 8;
    private const double Allowed = 0.02;

    public override string Id => "D1S0-X3";

    public override Bilingual Title { get; } = new("The square root with eight units", "8 個のユニットで平方根");

    public override Bilingual Task { get; } = new(
        "Choose W1 [1, h], b1 [h], W2 [h, 1] and b2 [1] with at most 8 hidden units so that y = max(0, x·W1 + b1)·W2 + b2 is nowhere on 0 … 1 more than 0.02 away from √x. It is tried at thousands of points, many of them close to 0. Kinks at equal distances miss it by far.",
        "y = max(0, x·W1 + b1)·W2 + b2 が、0〜1 のどこでも √x から 0.02 より離れないように、中間ユニット 8 個以下で W1 [1, h]、b1 [h]、W2 [h, 1]、b2 [1] を選んでください。0 のすぐ近くを含む数千の点で試します。等間隔の折れ目では遠く及びません。");

    public override string Signature => "(NdArray W1, NdArray b1, NdArray W2, NdArray b2) Root()";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("A chain of straight pieces between points of the curve: where does a piece of a given length miss √x most, near 0 or near 1?", "曲線上の点を折れ線で結びます。同じ長さの線分が √x から最も外れるのは、0 の近くですか、1 の近くですか。"),
        new("Part 3 has the weights of such a chain for equal distances (Kinks). What changes when the kinks stand at (i/8)⁴?", "等間隔の場合の重みは第 3 部の Kinks にあります。折れ目を (i/8)⁴ に置くと、何が変わりますか。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "The theorem counts units as if they had to stand at equal distances. Well-placed ones do far more; to place them well is what training is for, in the good case.",
        "定理の証明では、ユニットを等間隔に並べて数えています。うまく置いたユニットははるかに多くの仕事をします。うまく置くことこそ、うまくいった場合の学習の役目です。");

    public override Delegate Solution => () => Chain([.. Enumerable.Range(0, 9).Select(i => Math.Pow(i / 8.0, 4))]);

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["equal distances"] = () => Chain([.. Enumerable.Range(0, 9).Select(i => i / 8.0)]),
        ["a little denser near 0"] = () => Chain([.. Enumerable.Range(0, 9).Select(i => Math.Pow(i / 8.0, 1.5))]),
        ["all of them near 0"] = () => Chain([.. Enumerable.Range(0, 9).Select(i => Math.Pow(i / 8.0, 9))]),
        ["denser near 1"] = () => Chain([.. Enumerable.Range(0, 9).Select(i => 1 - Math.Pow(1 - (i / 8.0), 4))]),
        ["twenty units"] = () => Chain([.. Enumerable.Range(0, 21).Select(i => Math.Pow(i / 20.0, 4))]),
        ["slopes in place of their changes"] = () =>
        {
            var w = Chain([.. Enumerable.Range(0, 9).Select(i => Math.Pow(i / 8.0, 4))]);
            return w with { W2 = w.W2.CumSum(0) };
        },
    };

    protected override IEnumerable<Step> Steps(Func<(NdArray W1, NdArray B1, NdArray W2, NdArray B2)> solve)
    {
        var (W1, b1, W2, b2) = solve();
        int units = b1.Size;
        yield return Step.That(new("the shapes fit: [1, h], [h], [h, 1], [1]", "形状が合う: [1, h]、[h]、[h, 1]、[1]"), $"{W1.Shape} {b1.Shape} {W2.Shape} {b2.Shape}" == $"[1, {units}] [{units}] [{units}, 1] [1]",
            $"[1, {units}] [{units}] [{units}, 1] [1]", $"{W1.Shape} {b1.Shape} {W2.Shape} {b2.Shape}",
            new("x is [n, 1]. Which shapes bring it to [n, h] and back to [n, 1]?", "x は [n, 1] です。[n, h] にして [n, 1] に戻すには、どんな形状が必要ですか。"));
        yield return Step.That(new("at most 8 units", "8 ユニット以下"), units <= Most, $"at most {Most}", $"{units}",
            new("Which of your units does the least?", "いちばん役に立っていないユニットはどれですか。"));

        var x = NdArray.Concatenate(0, NdArray.Linspace(0, 1, 2001), NdArray.Linspace(0, 0.01, 1001));
        NdArray y = ((x.ExpandDims(1).MatMul(W1) + b1).Maximum(0).MatMul(W2) + b2)[.., 0], off = (y - x.Sqrt()).Abs();
        double worst = off.Max().Item(), where = x[(int)off.ArgMax().Item()].Item();
        yield return Step.That(new("nowhere more than 0.02 from √x", "どこでも √x から 0.02 以内"), worst <= Allowed, $"at most {Allowed}", $"{NumberText.Significant(worst, 3)} at x = {NumberText.Significant(where, 3)}",
            new("Look at the place where it is worst. Which kinks could you move there?", "最も外れている場所を見ましょう。どの折れ目をそこへ動かせますか。")) with
        { Shown = NumberText.Significant(worst, 3) };
    }

    // A chain of straight pieces between the points (t, √t).
    private static (NdArray W1, NdArray B1, NdArray W2, NdArray B2) Chain(double[] t)
    {
        NdArray at = NdArray.Of(t), heights = at.Sqrt(), slopes = (heights[1..] - heights[..^1]) / (at[1..] - at[..^1]);
        var turns = NdArray.Concatenate(0, slopes[..1], slopes[1..] - slopes[..^1]);
        return (NdArray.Ones(1, t.Length - 1), -at[..^1], turns.ExpandDims(1), heights[..1]);
    }
}
