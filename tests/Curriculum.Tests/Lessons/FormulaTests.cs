using Curriculum.Lessons.Questions;

namespace Curriculum.Tests.Lessons;

public class FormulaTests
{
    [Theory]
    [InlineData("1 + 2*3", 7)]
    [InlineData("(1+2)*3", 9)]
    [InlineData("2^3^2", 512)]
    [InlineData("-2^2", -4)]
    [InlineData("2**-1", 0.5)]
    [InlineData("8/4/2", 1)]
    [InlineData("1 - 2 - 3", -4)]
    [InlineData("2(x+y)", 10)]
    [InlineData("2xy", 12)]
    [InlineData("x y", 6)]
    [InlineData("(x)(y)", 6)]
    [InlineData("2 × x ÷ y − 1", 1.0 / 3)]
    [InlineData("２*(ｘ+y)", 10)]
    [InlineData("np.exp(0) + sqrt(x*x*4)", 5)]
    [InlineData("z = x + y", 5)]
    [InlineData("sigmoid(0)(1 - sigmoid(0))", 0.25)]
    [InlineData("abs(x - y) + sign(-3) + relu(-2)", 0)]
    [InlineData("x/|x| + |y - 5|", 3)]
    [InlineData("|x", double.NaN)]
    [InlineData("1.5e", double.NaN)]
    [InlineData("x+", double.NaN)]
    [InlineData("(x", double.NaN)]
    [InlineData("w*x", double.NaN)]
    [InlineData("", double.NaN)]
    [InlineData("x)", double.NaN)]
    [InlineData("1.2.3", double.NaN)]
    public void A_formula_is_read_as_learners_write_it_or_refused(string text, double expected)
    {
        if (double.IsNaN(expected)) Assert.Throws<UnreadableAnswerException>(() => Formula.Parse(text, "x", "y"));
        else Assert.Equal(expected, Formula.Parse(text, "x", "y")([2, 3]), 12);
    }

    [Theory]
    [InlineData("2t", "'t' is not one of x, y", "'t' は x, y のどれでもありません")]
    [InlineData("sing(x)", "there is no function 'sing'; the nearest: sin, sign", "関数 'sing' はありません。近いもの: sin, sign")]
    [InlineData("w(x)", "'w' is not one of x, y", "'w' は x, y のどれでもありません")]
    [InlineData("sin x", "the argument of sin needs brackets: sin(…)", "sin の引数は括弧で囲みます: sin(…)")]
    [InlineData("(x", "a bracket is not closed", "括弧が閉じていません")]
    [InlineData("x+", "the formula ends too early", "式が途中で終わっています")]
    [InlineData("x)", "')' cannot be read", "')' の意味が分かりません")]
    public void What_cannot_be_read_is_named_in_both_languages(string text, string english, string japanese)
    {
        var problem = Assert.Throws<UnreadableAnswerException>(() => Formula.Parse(text, "x", "y"));
        Assert.Equal(new(english, japanese), problem.Reason);
        Assert.Equal(english, problem.Message);
    }
}
