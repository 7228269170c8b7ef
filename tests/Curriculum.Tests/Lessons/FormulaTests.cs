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
    [InlineData("1.5e", double.NaN)]
    [InlineData("x+", double.NaN)]
    [InlineData("(x", double.NaN)]
    [InlineData("w*x", double.NaN)]
    [InlineData("", double.NaN)]
    [InlineData("x)", double.NaN)]
    [InlineData("1.2.3", double.NaN)]
    public void A_formula_is_read_as_learners_write_it_or_refused(string text, double expected)
    {
        if (double.IsNaN(expected)) Assert.Throws<FormatException>(() => Formula.Parse(text, "x", "y"));
        else Assert.Equal(expected, Formula.Parse(text, "x", "y")([2, 3]), 12);
    }

    [Fact]
    public void A_letter_that_is_no_variable_is_named() =>
        Assert.Equal("'t' is not one of x, y", Assert.Throws<FormatException>(() => Formula.Parse("2t", "x", "y")).Message);
}
