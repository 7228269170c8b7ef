using Curriculum.Text;

namespace Curriculum.Tests.Text;

public class VocabularyTests
{
    private static readonly string[][] Sentences = [["b", "a", "c"], ["a", "c", "d"], ["c"]];

    [Fact]
    public void Frequent_words_come_first_and_equals_in_order_of_appearance()
    {
        var words = Vocabulary.Of(Sentences);
        Assert.Equal(["<pad>", "<unk>", "<bos>", "<eos>", "c", "a", "b", "d"], Enumerable.Range(0, words.Count).Select(words.Word));
    }

    [Fact]
    public void Rare_words_are_unknown()
    {
        var words = Vocabulary.Of(Sentences, minCount: 2, new SpecialTokens(Padding: 0, Unknown: 3, Begin: 1, End: 2));
        Assert.Equal(6, words.Count);
        Assert.Equal([5, 4, 3, 3], words.Encode(["a", "c", "d", "never"]));
        Assert.Equal(["a", "<unk>"], words.Decode([5, 3, 2, 4]));
    }

    [Fact]
    public void Special_numbers_that_collide_are_refused()
        => Assert.StartsWith("Vocabulary: special must be the numbers 0 … 3 in some order, got 0, 1, 2, 2.", Assert.Throws<ArgumentException>(() => Vocabulary.Of(Sentences, 1, new(0, 1, 2, 2))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_number_without_a_word_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Vocabulary.Of(Sentences).Word(8));
}
