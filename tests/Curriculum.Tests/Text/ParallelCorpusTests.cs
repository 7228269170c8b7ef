using Curriculum.Tests.Data;
using Curriculum.Tests.Shared;
using Curriculum.Text;

namespace Curriculum.Tests.Text;

public class ParallelCorpusTests
{
    // Counted by a Python program on the published files: scikit-learn's train_test_split(test_size=0.2, random_state=42), words seen twice.
    [SkippableFact]
    public void The_Tanaka_corpus_is_split_as_the_course_splits_it()
    {
        ImageDataTests.SkipUnlessHere("tanaka");
        var corpus = ParallelCorpus.Tanaka();
        Assert.Equal((40_000, 10_000, 500, 500), (corpus.Train.Count, corpus.Validation.Count, corpus.Development.Count, corpus.Test.Count));
        Assert.Equal("where shall we eat tonight ?", string.Join(' ', corpus.Train[0].Source));
        Assert.Equal("you may extend your stay in tokyo .", string.Join(' ', corpus.Validation[0].Source));
        Assert.Equal(3_725, Vocabulary.Of(corpus.Train.Select(pair => pair.Source), minCount: 2).Count);
        Assert.Equal(4_405, Vocabulary.Of(corpus.Train.Select(pair => pair.Target), minCount: 2).Count);
    }

    [Fact]
    public void A_split_takes_the_first_part_of_NumPys_permutation()
    {
        SentencePair[] pairs = [.. Enumerable.Range(0, 10).Select(i => new SentencePair([$"{i}"], [$"{i}"]))];
        var (train, validation) = ParallelCorpus.Split(pairs, 0.2, 42);
        // np.random.RandomState(42).permutation(10)
        Assert.Equal("8 1", string.Join(' ', validation.Select(pair => pair.Source[0])));
        Assert.Equal("5 0 7 2 9 4 3 6", string.Join(' ', train.Select(pair => pair.Source[0])));
        Assert.Throws<ArgumentOutOfRangeException>(() => ParallelCorpus.Split(pairs, 1, 42));
    }

    [Fact]
    public void Files_of_different_length_are_no_corpus()
    {
        using var folder = new TemporaryFolder();
        string source = folder.Write("a.en", "one  two\nthree\n"), target = folder.Write("a.ja", "一 二\n");
        Assert.Equal($"ParallelCorpus: {source} and {target} must have as many lines, got 2 and 1.", Assert.Throws<InvalidDataException>(() => ParallelCorpus.Read(source, target)).Message);
        File.AppendAllText(target, "三\n");
        Assert.Equal(["one two → 一 二", "three → 三"], ParallelCorpus.Read(source, target).Select(pair => pair.ToString()));
    }
}
