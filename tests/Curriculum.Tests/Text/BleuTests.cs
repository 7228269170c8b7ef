using System.Text.Json;
using Curriculum.Tests.Goldens;
using Curriculum.Text;

namespace Curriculum.Tests.Text;

public class BleuTests
{
    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "bleu", MemberType = typeof(GoldenFiles))]
    public void The_score_and_its_counts_are_NLTKs(string name)
    {
        var golden = GoldenFiles.Case("bleu", name);
        var score = Bleu.Corpus(
            golden.Attributes.GetProperty("hypotheses").Deserialize<string[][]>()!,
            golden.Attributes.GetProperty("references").Deserialize<string[][][]>()!,
            golden.Text("smoothing") == "none" ? BleuSmoothing.None : BleuSmoothing.Epsilon);

        Assert.Equal(golden.Outputs["matches"].Data, score.Matches.Select(m => (double)m));
        Assert.Equal(golden.Outputs["totals"].Data, score.Totals.Select(t => (double)t));
        Assert.Equal(golden.Outputs["hypothesis_length"].Data[0], score.HypothesisLength);
        Assert.Equal(golden.Outputs["reference_length"].Data[0], score.ReferenceLength);
        Assert.Equal(golden.Outputs["brevity_penalty"].Data[0], score.BrevityPenalty, 1e-12);
        double expected = golden.Outputs["bleu"].Data[0];
        Assert.InRange(score.Value, expected * (1 - 1e-9), expected * (1 + 1e-9));
    }

    [Fact]
    public void Numbers_of_words_score_as_the_words_do()
    {
        var byWord = Bleu.Corpus<string>([["a", "b", "c", "d", "e"]], [["a", "b", "c", "d", "f"]]);
        var byNumber = Bleu.Corpus<int>([[1, 2, 3, 4, 5]], [[1, 2, 3, 4, 6]]);
        Assert.Equal(byWord.Value, byNumber.Value);
        // (4/5 · 3/4 · 2/3 · 1/2)^¼
        Assert.Equal(Math.Pow(0.2, 0.25), byNumber.Value, 1e-12);
        Assert.Equal("BLEU 66.87 (precisions 80.0/75.0/66.7/50.0, brevity penalty 1.000)", byNumber.ToString());
    }

    [Fact]
    public void An_empty_translation_scores_nothing() => Assert.Equal(0, Bleu.Corpus<int>([[]], [[1, 2]]).Value);

    [Fact]
    public void A_corpus_without_its_references_is_refused()
    {
        Assert.StartsWith("Bleu: references must be one list a hypothesis, and at least one, got 1 for 2 hypotheses.", Assert.Throws<ArgumentException>(() => Bleu.Corpus<int>([[1], [2]], [[1]])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Bleu.Corpus<int>([], (IReadOnlyList<IReadOnlyList<int>>)[]));
        Assert.StartsWith("Bleu: references must hold at least one for each hypothesis, got none.", Assert.Throws<ArgumentException>(() => Bleu.Corpus([[1]], new int[][][] { [] })).Message, StringComparison.Ordinal);
    }
}
