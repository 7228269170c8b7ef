using Curriculum.Lessons;
using Curriculum.Lessons.Questions;

namespace Curriculum.Tests.Lessons;

public class ConfirmTests
{
    private static readonly Question Quarter = QuestionBank.Find("D2S1-2");
    private static readonly Question ChainRule = QuestionBank.Find("D2S1-1");
    private static readonly Question ZeroWeights = QuestionBank.Find("D2S1-3");

    [Fact]
    public void A_right_answer_shows_the_why_in_both_languages()
    {
        var card = new ConfirmSession().Answer(Quarter, [0.25]);
        Assert.True(card.IsRight);
        Assert.StartsWith("✓ D2S1-2  right", card.ToString(), StringComparison.Ordinal);
        Assert.Contains("Why: s(1 − s) is largest halfway", card.ToString(), StringComparison.Ordinal);
        Assert.Contains("正解", card.ToString(), StringComparison.Ordinal);
        Assert.Contains("理由: s(1 − s) は s = ½ で最大", card.ToString(), StringComparison.Ordinal);
        Assert.Contains("<details", card.ToHtml(), StringComparison.Ordinal);
        Assert.True(card.ToHtml().IndexOf("理由", StringComparison.Ordinal) > card.ToHtml().IndexOf("<summary>日本語", StringComparison.Ordinal));
    }

    [Fact]
    public void First_a_hint_then_another_and_on_the_third_try_the_answer()
    {
        var session = new ConfirmSession();
        var (first, second, third) = (Ask(), Ask(), Ask());
        Assert.Contains("Hint: ", first, StringComparison.Ordinal);
        Assert.Contains("2 more tries before the answer is shown", first, StringComparison.Ordinal);
        Assert.Contains("One more try", second, StringComparison.Ordinal);
        Assert.DoesNotContain("Why: ", first + second, StringComparison.Ordinal);
        Assert.DoesNotContain("Hint: ", third, StringComparison.Ordinal);
        Assert.Contains("Answer: 0.25, at u = 0", third, StringComparison.Ordinal);
        Assert.Contains("Why: ", third, StringComparison.Ordinal);
        // Another question has its own count.
        Assert.Contains("2 more tries", session.Answer(ChainRule, ["2*x"]).ToString(), StringComparison.Ordinal);

        string Ask() => session.Answer(Quarter, [0.45]).ToString();
    }

    [Fact]
    public void What_is_no_answer_does_not_count_as_a_try()
    {
        var session = new ConfirmSession();
        foreach (var nonsense in new object?[] { "maybe", null, new object(), true })
        {
            var card = session.Answer(Quarter, [nonsense]);
            Assert.Equal(Outcome.Unreadable, card.Result);
            Assert.Contains("Answer with one of a, b, c, d", card.ToString(), StringComparison.Ordinal);
        }
        Assert.Contains("2 more tries", session.Answer(Quarter, ["d"]).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_or_a_text_is_compared_by_value()
    {
        Assert.Equal(Outcome.Right, ChainRule.Grade([(double x, double y) => 2 * (x + y)]).Outcome);
        Assert.Equal(Outcome.Right, ChainRule.Grade([(float a, float b) => 2 * a + 2 * b]).Outcome);
        Assert.Equal(Outcome.Wrong, ChainRule.Grade([(double x, double y) => 2 * x]).Outcome);
        Assert.Equal(Outcome.Unreadable, ChainRule.Grade([(double x) => 2 * x]).Outcome);
        Assert.Equal(Outcome.Unreadable, ChainRule.Grade(["2t"]).Outcome);
        Assert.Equal(Outcome.Unreadable, ChainRule.Grade(["x", "y"]).Outcome);
    }

    [Fact]
    public void A_wrong_formula_nobody_foresaw_gets_a_counterexample()
    {
        var grade = ChainRule.Grade(["2*(x+y) + 0.001*x"]);
        Assert.Equal(Outcome.Wrong, grade.Outcome);
        Assert.Matches("At x = .*, y = .* your formula gives .*; the right value there is ", grade.Remark!.En);
        Assert.Equal(grade, ChainRule.Grade(["2*(x+y) + 0.001*x"]));
    }

    [Fact]
    public void A_free_text_is_never_graded_right()
    {
        var session = new ConfirmSession();
        foreach (var text in new[] { ZeroWeights.Answer.En, ZeroWeights.Answer.Ja, "They all stay the same for ever." })
        {
            var card = session.Answer(ZeroWeights, [text]);
            Assert.False(card.IsRight);
            Assert.Equal(Outcome.Open, card.Result);
            Assert.Contains("A model answer: All units of a layer", card.ToString(), StringComparison.Ordinal);
            Assert.Contains("☐ 1. All units of a layer get the same update.", card.ToString(), StringComparison.Ordinal);
        }
        Assert.Equal(Outcome.Unreadable, session.Answer(ZeroWeights, ["bad"]).Result);
        Assert.Equal(Outcome.Unreadable, session.Answer(ZeroWeights, [3]).Result);
    }

    [Theory]
    [InlineData("全部同じ", Outcome.Unreadable)]
    [InlineData("全部同じになる", Outcome.Open)]
    [InlineData("all equal", Outcome.Unreadable)]
    [InlineData("all stay equal", Outcome.Open)]
    public void A_short_sentence_is_an_answer_a_word_is_none(string text, object outcome) =>
        Assert.Equal(outcome, ZeroWeights.Grade([text]).Outcome);

    [Fact]
    public void A_division_of_whole_numbers_is_recognised_by_what_it_leaves()
    {
        var bayes = QuestionBank.Find("D1S0-N2");
        Assert.Contains("write 4.0/7", bayes.Grade([4 / 7]).Remark!.En, StringComparison.Ordinal);
        Assert.Equal(Outcome.Right, bayes.Grade([4.0 / 7]).Outcome);
        Assert.Null(bayes.Grade([0.3]).Remark);
        Assert.Null(bayes.Grade([1]).Remark);
    }

    [Fact]
    public void A_learner_marks_a_free_text_herself()
    {
        var card = Confirm.Mark("D2S1-3", 1, 3);
        Assert.False(card.IsRight);
        Assert.Contains("you made 2 of 3 points", card.ToString(), StringComparison.Ordinal);
        Assert.Contains("☑ 1.", card.ToString(), StringComparison.Ordinal);
        Assert.Contains("☐ 2.", card.ToString(), StringComparison.Ordinal);
        Assert.Equal("Confirm.Mark: D2S1-3 has key points 1 to 3, got 4.", Assert.Throws<ArgumentException>(() => Confirm.Mark("D2S1-3", 4)).Message);
        Assert.Contains("is checked by code", Assert.Throws<ArgumentException>(() => Confirm.Mark("D2S1-2", 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_question_is_shown_with_its_options_and_how_to_answer()
    {
        var text = Confirm.Show("D2S1-2").ToString();
        Assert.Contains("b) 0.25", text, StringComparison.Ordinal);
        Assert.Contains("Confirm.Answer(\"D2S1-2\", \"a\")", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Why", text, StringComparison.Ordinal);
        Assert.Contains("halfway", Confirm.Reveal("D2S1-2").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_all_that_is_right_is_asked_for_the_card_shows_how_to_give_several()
    {
        Assert.Contains("Confirm.Answer(\"D1S0-1\", \"a\", \"b\", …)", Confirm.Show("D1S0-1").ToString(), StringComparison.Ordinal);
        Assert.Contains("Answer with the lines' numbers: Confirm.Answer(\"D1S3-2\", …, …, …)", Confirm.Show("D1S3-2").ToString(), StringComparison.Ordinal);
        Assert.Contains("Answer with the line's number: Confirm.Answer(\"D1S4-1\", 1)", Confirm.Show("D1S4-1").ToString(), StringComparison.Ordinal);
        var unreadable = new ConfirmSession().Answer(QuestionBank.Find("D1S0-1"), ["the strengths of the arrows"]);
        Assert.Equal(Outcome.Unreadable, unreadable.Result);
        Assert.Contains("Answer with letters out of a, b, c, d, e, f, g, for example Confirm.Answer(\"D1S0-1\", \"a\", \"b\")", unreadable.ToString(), StringComparison.Ordinal);
        var several = QuestionBank.Files.SelectMany(f => f.Questions).OfType<ChoiceQuestion>().Where(q => q.Right.Length > 1).ToArray();
        Assert.NotEmpty(several);
        Assert.All(several, q => Assert.True(q.AsksForAll, q.Id));
    }

    [Fact]
    public void Several_letters_may_stand_in_one_text()
    {
        var parameters = QuestionBank.Find("D1S0-1");
        foreach (var form in new object?[][] { ["c", "d"], ["cd"], ["c, d"], ["D, C"], ["c and d"], ["c と d"], ["ｃ、ｄ"] })
            Assert.True(parameters.Grade(form).Outcome == Outcome.Right, GivenText.Of(form));
        Assert.Equal(Outcome.Wrong, parameters.Grade(["c, d, g"]).Outcome);
        foreach (var nonsense in new[] { "", "xyz", "c, x", "cd!" }) Assert.Equal(Outcome.Unreadable, parameters.Grade([nonsense]).Outcome);
    }

    [Fact]
    public void A_card_on_a_page_escapes_what_the_learner_typed() =>
        Assert.Contains("&lt;b&gt;", new ConfirmSession().Answer(ZeroWeights, ["<b>everything stays the same</b>"]).ToHtml(), StringComparison.Ordinal);

    [Fact]
    public void Numbers_are_read_in_every_form_learners_write_them()
    {
        double[] seven = [7, 7];
        foreach (var form in new object?[][] { [7, 7], ["7×7"], ["7x7"], ["7 x 7"], ["7, 7"], ["(7, 7)"], [(7, 7)], [new[] { 7, 7 }], [7.0, 7f], ["14/2", 7L], ["7 7"], ["(3+4), (14/2)"], ["(3+4)*(2-1)", "[7]"] })
            Assert.Equal(seven, GivenNumbers.Read(form));
        Assert.Equal([0.25], GivenNumbers.Read(["25%"])!);
        foreach (var nonsense in new object?[][] { [], [null], ["seven"], [true], [new object()], [""] }) Assert.Null(GivenNumbers.Read(nonsense));
    }

    [Fact]
    public void Too_few_numbers_are_no_try_and_the_message_says_how_many_there_are()
    {
        var size = QuestionBank.Find("D2S4-1");
        var session = new ConfirmSession();
        var card = session.Answer(size, [7]);
        Assert.Equal(Outcome.Unreadable, card.Result);
        Assert.Contains("The answer has 2 numbers, got 1: Confirm.Answer(\"D2S4-1\", …, …).", card.ToString(), StringComparison.Ordinal);
        Assert.Contains("答えは 2 個の数です。1 個ありました", card.ToString(), StringComparison.Ordinal);
        Assert.Contains("Answer with numbers: Confirm.Answer(\"D2S4-1\", …, …).", session.Answer(size, ["seven"]).ToString(), StringComparison.Ordinal);
        Assert.Contains("2 more tries", session.Answer(size, [6, 6]).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("D2S5-N2", "37,748,736")]
    [InlineData("D2S5-N2", "(6*6)*(256*4096)")]
    [InlineData("D4S5-N4", "64, 1,048,576")]
    [InlineData("D2S4-N1", "6*(3*5*5+1)")]
    [InlineData("D2S5-N3", "batch normalization")]
    [InlineData("D2S3-2", "diamond")]
    [InlineData("D2S3-2", "ひし形")]
    public void A_right_answer_is_taken_as_learners_write_it(string id, string answer) => Assert.Equal(Outcome.Right, QuestionBank.Find(id).Grade([answer]).Outcome);

    [Theory]
    [InlineData("D2S3-2", "touched")] // stands in every option
    [InlineData("D2S3-2", "mond")] // part of a word
    [InlineData("D2S3-2", "a, c")]
    [InlineData("D2S5-N2", "37,748,73")]
    public void What_does_not_name_one_answer_is_not_guessed(string id, string answer) => Assert.Equal(Outcome.Unreadable, QuestionBank.Find(id).Grade([answer]).Outcome);

    [Fact]
    public void Of_a_rounded_answer_one_digit_more_is_asked_for_and_of_a_count_it_is_not()
    {
        Assert.Equal("Nearly: give one digit more.", QuestionBank.Find("D2S6-N4").Grade([0.69, 4]).Remark?.En);
        Assert.Null(QuestionBank.Find("D2S5-N2").Grade([37_748_737]).Remark);
    }
}
