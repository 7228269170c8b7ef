using System.Text.RegularExpressions;
using Curriculum.Arrays;
using Curriculum.Layers;
using Curriculum.Lessons.Questions;

namespace Curriculum.Tests.Lessons;

/// <summary>Proves of every question that it takes its right answers and refuses the usual wrong ones.</summary>
public class QuestionBankTests
{
    public static TheoryData<string> Ids => [.. QuestionBank.Files.SelectMany(f => f.Questions).Select(q => q.Id)];

    public static TheoryData<string, int> Accepted => Numbered(q => q.Accepts.Length);

    public static TheoryData<string, int> Refused => Numbered(q => q.Mistakes.Length);

    [Theory]
    [MemberData(nameof(Accepted))]
    public void A_right_answer_is_taken_in_each_form(string id, int number)
    {
        var question = QuestionBank.Find(id);
        var answer = JsonAnswer.Read(question.Accepts[number]);
        Assert.True(question.Grade(answer).Outcome == Outcome.Right, $"{id} refuses {GivenText.Of(answer)}");
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_usual_mistake_is_refused_and_explained(string id, int number)
    {
        var question = QuestionBank.Find(id);
        var mistake = question.Mistakes[number];
        var grade = question.Grade(mistake.Values);
        Assert.True(grade.Outcome == Outcome.Wrong, $"{id} says {grade.Outcome} to {GivenText.Of(mistake.Values)}");
        if (mistake.Say is not null) Assert.Equal(mistake.Say, grade.Remark);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Two_or_more_real_mistakes_are_listed_and_none_is_empty_or_zero(string id)
    {
        var question = QuestionBank.Find(id);
        if (question is FunctionQuestion)
        {
            Assert.True(FunctionChecks.For(id).Mistakes.Length >= 2, id);
            return;
        }
        Assert.True(question.Mistakes.Length >= 2, $"{id} lists {question.Mistakes.Length} mistakes");
        Assert.Equal(question.Mistakes.Length, question.Mistakes.Select(m => GivenText.Of(m.Values)).Distinct().Count());
        Assert.All(question.Mistakes, m => Assert.DoesNotContain(GivenText.Of(m.Values).Trim(), new[] { "", "0", "null", "0.0" }));
        // A free text has no right form; everything else must be answerable.
        if (question is not TextQuestion) Assert.NotEmpty(question.Accepts);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_text_is_there_in_both_languages(string id)
    {
        var question = QuestionBank.Find(id);
        var texts = new List<Bilingual?> { question.Ask, question.Hint, question.Answer, question.Why };
        texts.AddRange(question.Mistakes.Select(m => m.Say));
        if (question is TextQuestion text) texts.AddRange(text.KeyPoints);
        if (question is FunctionQuestion) texts.AddRange(FunctionChecks.For(id).Mistakes.Select(m => m.Say));
        foreach (var bilingual in texts.OfType<Bilingual>())
        {
            Assert.False(string.IsNullOrWhiteSpace(bilingual.En));
            Assert.DoesNotMatch("[\u3040-\u30ff\u4e00-\u9fff]", bilingual.En);
            // A formula is its own translation; a sentence is not.
            if (Regex.IsMatch(bilingual.En, "[a-z]{3,} [a-z]{2,}")) Assert.Matches("[\u3040-\u30ff\u4e00-\u9fff]", bilingual.Ja);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_hint_does_not_give_the_answer_away(string id)
    {
        var question = QuestionBank.Find(id);
        Assert.DoesNotContain(question.Answer.En.Trim('`'), question.Hint.En, StringComparison.Ordinal);
        Assert.Contains('?', question.Hint.En);
    }

    [Fact]
    public void All_52_questions_of_the_course_are_there()
    {
        var all = QuestionBank.Files.SelectMany(f => f.Questions).Where(q => !q.Id.Contains('N')).ToArray();
        Assert.Equal(52, all.Length);
        Assert.Equal([17, 12, 19, 4], all.CountBy(q => q.Id[1]).OrderBy(c => c.Key).Select(c => c.Value));
    }

    [Fact]
    public void A_model_answer_is_never_taken_for_a_mistake()
    {
        foreach (var question in QuestionBank.Files.SelectMany(f => f.Questions).OfType<TextQuestion>())
            foreach (var text in new[] { question.Answer.En, question.Answer.Ja, string.Join(" ", question.KeyPoints.Select(k => k.En)), string.Join("", question.KeyPoints.Select(k => k.Ja)) })
                Assert.True(question.Grade([text]).Outcome == Outcome.Open, $"{question.Id}: {text}");
    }

    [Fact]
    public void A_network_is_an_answer_to_a_count_of_its_parameters()
    {
        var random = new RandomState(0);
        var network = new Sequential(Linear.Create(2, 3, random), new Sigmoid(), Linear.Create(3, 3, random), new Sigmoid(), Linear.Create(3, 1, random));
        Assert.Equal(Outcome.Right, QuestionBank.Find("D1S0-2").Grade([network]).Outcome);
        Assert.Equal(Outcome.Wrong, QuestionBank.Find("D1S0-2").Grade([new Sequential(Linear.Create(2, 3, random))]).Outcome);
    }

    [Fact]
    public void Where_the_order_of_lines_counts_the_same_lines_otherwise_are_wrong()
    {
        var (softmax, hidden) = (QuestionBank.Find("D1S3-2"), QuestionBank.Find("D1S1-3"));
        Assert.Equal(Outcome.Right, softmax.Grade(["var e = u.Exp();", 5, "return e / s"]).Outcome);
        Assert.Equal(Outcome.Wrong, softmax.Grade([6, 5, 4]).Outcome);
        Assert.Equal(Outcome.Right, hidden.Grade([4, 3]).Outcome);
        Assert.Equal(Outcome.Unreadable, hidden.Grade([7]).Outcome);
        Assert.Equal(Outcome.Unreadable, hidden.Grade(["var q = 1;"]).Outcome);
    }

    [Fact]
    public void Ids_are_unique_and_belong_to_their_section()
    {
        var all = QuestionBank.Files.SelectMany(f => f.Questions.Select(q => (f.Section, q.Id))).ToArray();
        Assert.Equal(all.Length, all.Select(q => q.Id).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        foreach (var (section, id) in all)
        {
            var match = Regex.Match(id, @"^D(\d)S(\d+)-[A-Z]?\d+$");
            Assert.True(match.Success, id);
            Assert.Equal($"day{match.Groups[1].Value}/section{match.Groups[2].Value}", section);
        }
    }

    [Fact]
    public void Every_function_question_has_its_code_and_every_code_its_question()
    {
        var asked = QuestionBank.Files.SelectMany(f => f.Questions).OfType<FunctionQuestion>().Select(q => q.Id).Order().ToArray();
        Assert.Equal(asked, FunctionChecks.All.Keys.Order());
    }

    [Fact]
    public void A_right_function_is_taken_and_each_usual_wrong_one_is_refused_for_its_own_reason()
    {
        foreach (var (id, check) in FunctionChecks.All)
        {
            var question = QuestionBank.Find(id);
            Assert.Equal(Outcome.Right, question.Grade([check.Right]).Outcome);
            foreach (var (function, say) in check.Mistakes) Assert.Equal(new Grade(Outcome.Wrong, say), question.Grade([function]));
            Assert.Equal(Outcome.Unreadable, question.Grade([(int n) => n]).Outcome);
            Assert.Equal(Outcome.Unreadable, question.Grade(["x"]).Outcome);
        }
    }

    [Fact]
    public void A_mini_batch_may_be_cut_in_other_words()
    {
        var question = QuestionBank.Find("D2S1-E1");
        Assert.Equal(Outcome.Right, question.Grade([(NdArray x, NdArray t, int i, int end) => (x[NdArray.Arange(i, end).As(DType.Int64)], t[i..end])]).Outcome);
        var throws = question.Grade([(NdArray x, NdArray t, int i, int end) => (x[i..end], t[i..(end + 100)].Reshape(3, 3))]);
        Assert.Equal(Outcome.Wrong, throws.Outcome);
        Assert.StartsWith("It throws on a test input: ", throws.Remark!.En, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_question_is_an_error_that_names_the_nearest() =>
        Assert.Contains("D2S1-2", Assert.Throws<ArgumentException>(() => QuestionBank.Find("D2S1_2")).Message, StringComparison.Ordinal);

    private static TheoryData<string, int> Numbered(Func<Question, int> count)
    {
        var data = new TheoryData<string, int>();
        foreach (var question in QuestionBank.Files.SelectMany(f => f.Questions))
            for (var i = 0; i < count(question); i++) data.Add(question.Id, i);
        return data;
    }
}
