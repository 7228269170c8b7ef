using Curriculum.Arrays;
using Curriculum.Text;

namespace Curriculum.Tests.Text;

public class BilingualGrammarTests
{
    [Fact]
    public void Sentences_are_translated_as_people_translate_them()
    {
        // Drawn once and read by somebody who knows both languages: word order, tense, negation, question, counters.
        string[] read =
        [
            "does she buy three cakes at school every day ? → 毎日 彼女 は 学校 で ケーキ を 三 個 買い ます か 。",
            "the teacher will sell two new cakes in the town tomorrow . → 明日 先生 は 町 で 新しい ケーキ を 二 個 売り ます 。",
            "we will see a new picture at school . → 私達 は 学校 で 新しい 絵 を 見 ます 。",
            "did my father not write a letter in the park yesterday ? → 昨日 父 は 公園 で 手紙 を 書き ません でした か 。",
            "my friend bought three expensive pictures at school yesterday . → 昨日 友達 は 学校 で 高い 絵 を 三 枚 買い ました 。",
            "did he borrow three big newspapers at school last week ? → 先週 彼 は 学校 で 大きい 新聞 を 三 部 借り ました か 。",
            "we eat a fish at school every day . → 毎日 私達 は 学校 で 魚 を 食べ ます 。",
            "they borrowed five old books in the town yesterday . → 昨日 彼ら は 町 で 古い 本 を 五 冊 借り ました 。",
        ];
        var random = new RandomState(1);
        Assert.Equal(read, read.Select(_ => BilingualGrammar.Draw(random).ToString()));
    }

    [Fact]
    public void Every_sentence_has_one_translation_and_a_or_an_as_its_next_word_wants()
    {
        var random = new RandomState(2);
        var translations = new Dictionary<string, string>();
        for (int i = 0; i < 30_000; i++)
        {
            var pair = BilingualGrammar.Draw(random);
            string english = string.Join(' ', pair.Source), japanese = string.Join(' ', pair.Target);
            Assert.Equal(japanese, translations.GetValueOrDefault(english, japanese));
            translations[english] = japanese;
            Assert.DoesNotMatch(@"\b(a [aeiou]|an [^aeiou])", english);
        }

        Assert.True(translations.Count < 30_000);
    }

    [Fact]
    public void No_sentence_occurs_twice_and_the_same_seed_gives_the_same_corpus()
    {
        var corpus = BilingualGrammar.Create();
        Assert.Equal((4000, 400, 200, 200), (corpus.Train.Count, corpus.Validation.Count, corpus.Development.Count, corpus.Test.Count));
        string[] all = [.. corpus.Train.Concat(corpus.Validation).Concat(corpus.Development).Concat(corpus.Test).Select(pair => string.Join(' ', pair.Source))];
        Assert.Equal(4800, all.Distinct().Count());
        Assert.Equal(all, BilingualGrammar.Create() is var again ? again.Train.Concat(again.Validation).Concat(again.Development).Concat(again.Test).Select(pair => string.Join(' ', pair.Source)) : []);
        Assert.NotEqual(all[0], string.Join(' ', BilingualGrammar.Create(seed: 1).Train[0].Source));
        // Nothing in the other parts is a word that training lacks.
        var words = corpus.Train.SelectMany(pair => pair.Source.Concat(pair.Target)).ToHashSet();
        Assert.All(corpus.Validation.Concat(corpus.Development).Concat(corpus.Test).SelectMany(pair => pair.Source.Concat(pair.Target)), word => Assert.Contains(word, words));
    }

    [Fact]
    public void More_sentences_than_there_are_is_an_error()
        => Assert.StartsWith("BilingualGrammar: all parts together must have 1 … 50,000 pairs, got 100800.", Assert.Throws<ArgumentOutOfRangeException>(() => BilingualGrammar.Create(100_000)).Message);
}
