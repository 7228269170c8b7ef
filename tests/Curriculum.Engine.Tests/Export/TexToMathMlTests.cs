using System.Xml.Linq;
using Curriculum.Engine.Export.Mathematics;

namespace Curriculum.Engine.Tests.Export;

public class TexToMathMlTests
{
    // The MathML between the semantics, with the attributes that only place things left out.
    private static string Body(string tex)
    {
        var math = XElement.Parse(TexToMathMl.Convert(tex, isDisplay: true).Replace("&nbsp;", "\u00a0"));
        foreach (var element in math.DescendantsAndSelf())
        {
            element.Name = element.Name.LocalName;
            element.RemoveAttributes();
        }
        return string.Concat(math.Element("semantics")!.Element("mrow")!.Nodes().Select(n => n.ToString(SaveOptions.DisableFormatting)));
    }

    [Theory]
    [InlineData("x", "<mi>x</mi>")]
    [InlineData("3.14", "<mn>3.14</mn>")]
    [InlineData("a - b", "<mi>a</mi><mo>−</mo><mi>b</mi>")]
    [InlineData("a < b", "<mi>a</mi><mo>&lt;</mo><mi>b</mi>")]
    [InlineData("x_i^2", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>")]
    [InlineData("x^2_i", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>")]
    [InlineData("x_{i,j}", "<msub><mi>x</mi><mrow><mi>i</mi><mo>,</mo><mi>j</mi></mrow></msub>")]
    [InlineData("f'(x)", "<msup><mi>f</mi><mrow><mo>′</mo></mrow></msup><mo>(</mo><mi>x</mi><mo>)</mo>")]
    [InlineData("f''^2", "<msup><mi>f</mi><mrow><mo>′′</mo><mn>2</mn></mrow></msup>")]
    [InlineData(@"\frac{a}{b}", "<mfrac><mrow><mi>a</mi></mrow><mrow><mi>b</mi></mrow></mfrac>")]
    [InlineData(@"\frac12 x^12", "<mfrac><mn>1</mn><mn>2</mn></mfrac><msup><mi>x</mi><mn>1</mn></msup><mn>2</mn>")]
    [InlineData(@"\sqrt{x}", "<msqrt><mrow><mi>x</mi></mrow></msqrt>")]
    [InlineData(@"\sqrt[3]{x}", "<mroot><mrow><mi>x</mi></mrow><mrow><mn>3</mn></mrow></mroot>")]
    [InlineData(@"\sum_{i=1}^n x_i", "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><msub><mi>x</mi><mi>i</mi></msub>")]
    [InlineData(@"\int_0^1 x", "<msubsup><mo>∫</mo><mn>0</mn><mn>1</mn></msubsup><mi>x</mi>")]
    [InlineData(@"\max_a Q", "<munder><mo>max</mo><mi>a</mi></munder><mi>Q</mi>")]
    [InlineData(@"\operatorname*{arg\,max}_a Q", "<munder><mo>arg\u2009max</mo><mi>a</mi></munder><mi>Q</mi>")]
    [InlineData(@"\operatorname{softmax}(x)", "<mi>softmax</mi><mo>\u2061</mo><mo>(</mo><mi>x</mi><mo>)</mo>")]
    [InlineData(@"\tanh^2 u", "<msup><mi>tanh</mi><mn>2</mn></msup><mo>\u2061</mo><mspace></mspace><mi>u</mi>")]
    [InlineData(@"\sigma(u) \Sigma", "<mi>σ</mi><mo>(</mo><mi>u</mi><mo>)</mo><mi>Σ</mi>")]
    [InlineData(@"\hat{y}", "<mover><mrow><mi>y</mi></mrow><mo>^</mo></mover>")]
    [InlineData(@"\bar x_i", "<msub><mover><mi>x</mi><mo>¯</mo></mover><mi>i</mi></msub>")]
    [InlineData(@"\underbrace{a+b}_{c}", "<munder><munder><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mo>⏟</mo></munder><mrow><mi>c</mi></mrow></munder>")]
    [InlineData(@"\mathbb{R}^n", "<msup><mi>ℝ</mi><mi>n</mi></msup>")]
    [InlineData(@"\mathbb{E} \mathcal{L} \mathcal{N} \mathfrak{g}", "<mi>𝔼</mi><mi>ℒ</mi><mi>𝒩</mi><mi>𝔤</mi>")]
    [InlineData(@"\mathbf{W}\mathrm{d}x", "<mi>W</mi><mi>d</mi><mi>x</mi>")]
    [InlineData(@"\text{if } x", "<mtext>if\u00a0</mtext><mi>x</mi>")]
    [InlineData(@"\text{重み}", "<mtext>重み</mtext>")]
    [InlineData(@"\left( \frac{a}{b} \right]", "<mrow><mo>(</mo><mfrac><mrow><mi>a</mi></mrow><mrow><mi>b</mi></mrow></mfrac><mo>]</mo></mrow>")]
    [InlineData(@"\left. x \right|_0", "<msub><mrow><mi>x</mi><mo>|</mo></mrow><mn>0</mn></msub>")]
    [InlineData(@"\|x\|_2", "<mo>‖</mo><mi>x</mi><msub><mo>‖</mo><mn>2</mn></msub>")]
    [InlineData(@"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
        "<mrow><mo>(</mo><mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr><mtr><mtd><mi>c</mi></mtd><mtd><mi>d</mi></mtd></mtr></mtable><mo>)</mo></mrow>")]
    [InlineData(@"\begin{cases} x & (x > 0) \\ 0 & \text{else} \end{cases}",
        "<mrow><mo>{</mo><mtable><mtr><mtd><mi>x</mi></mtd><mtd><mo>(</mo><mi>x</mi><mo>&gt;</mo><mn>0</mn><mo>)</mo></mtd></mtr><mtr><mtd><mn>0</mn></mtd><mtd><mtext>else</mtext></mtd></mtr></mtable></mrow>")]
    [InlineData(@"\begin{aligned} a &= b \\ &= c \\ \end{aligned}",
        "<mtable><mtr><mtd><mi>a</mi></mtd><mtd><mo>=</mo><mi>b</mi></mtd></mtr><mtr><mtd></mtd><mtd><mo>=</mo><mi>c</mi></mtd></mtr></mtable>")]
    [InlineData(@"\not= \{ \} \% % comment", "<mo>≠</mo><mo>{</mo><mo>}</mo><mo>%</mo>")]
    [InlineData(@"\frac{\partial L}{\partial W^{(1)}}",
        "<mfrac><mrow><mi>∂</mi><mi>L</mi></mrow><mrow><mi>∂</mi><msup><mi>W</mi><mrow><mo>(</mo><mn>1</mn><mo>)</mo></mrow></msup></mrow></mfrac>")]
    public void Tex_becomes_MathML(string tex, string mathMl) => Assert.Equal(mathMl, Body(tex));

    [Theory]
    [InlineData(@"a + \foo", 4, @"the command \foo is not known")]
    [InlineData(@"\begin{tikz}x\end{tikz}", 0, "the environment tikz is not known")]
    [InlineData(@"\frac{a}", 0, @"\frac needs an argument")]
    [InlineData("x^", 1, "^ needs an argument")]
    [InlineData("x^a^b", 3, "a second ^")]
    [InlineData("{x", 0, "this { is never closed")]
    [InlineData("x}", 1, "this } closes nothing")]
    [InlineData("a & b", 2, "& separates columns")]
    [InlineData(@"\left( x", 0, @"\left has no \right")]
    [InlineData(@"x \right)", 2, @"\right has no partner")]
    [InlineData(@"\left x \right)", 6, @"\left needs a bracket, got 'x'")]
    [InlineData(@"\begin{matrix} a", 0, @"\begin{matrix} has no \end")]
    [InlineData(@"\begin{matrix} a \end{cases}", 17, @"\end{cases} closes \begin{matrix}")]
    [InlineData(@"\text", 0, @"\text needs an argument in braces")]
    [InlineData(@"\text{a", 5, "this { is never closed")]
    [InlineData(@"\mathbf{\theta}", 0, @"\mathbf takes letters")]
    [InlineData(@"a \", 2, "a formula cannot end in a backslash")]
    [InlineData(@"\not\foo", 0, @"\not\foo is not known")]
    public void What_cannot_be_shown_is_an_error_that_names_it_and_its_place(string tex, int position, string problem)
    {
        var error = Assert.Throws<TexException>(() => TexToMathMl.Convert(tex, isDisplay: false));

        Assert.Equal(position, error.Position);
        Assert.StartsWith(problem, error.Message);
        Assert.Contains($"at character {position + 1} of ${tex.Trim()}$", error.Message);
    }

    [Fact]
    public void A_formula_nested_without_end_is_an_error_and_not_a_crash() =>
        Assert.Throws<TexException>(() => TexToMathMl.Convert(new string('{', 10_000), isDisplay: false));

    [Fact]
    public void A_bar_and_a_slash_stand_as_close_as_letters()
    {
        var html = TexToMathMl.Convert("|x| / 2", isDisplay: false);

        Assert.Equal(2, html.Split("""<mo stretchy="false" lspace="0" rspace="0">|</mo>""").Length - 1);
        Assert.Contains("""<mo stretchy="false" lspace="0" rspace="0">/</mo>""", html);
    }

    [Theory]
    [InlineData(@"\underbrace{a + b}_{c}", "munder", "brace-under")]
    [InlineData(@"\overbrace{a + b}^{c}", "mover", "brace-over")]
    public void A_brace_is_drawn_by_the_page_and_its_character_stays_for_copying(string tex, string element, string drawing)
    {
        var brace = XElement.Parse(TexToMathMl.Convert(tex, isDisplay: true)).Descendants().Single(e => e.Attribute("class")?.Value == drawing);

        Assert.Equal(element, brace.Name.LocalName);
        Assert.Equal("edge", brace.Elements().Last().Attribute("class")!.Value);
        Assert.Contains($".{drawing} > :first-child {{ padding", Fence.StyleSheet());
        Assert.Contains($"--{drawing}: url(", Fence.StyleSheet());
    }

    [Fact]
    public void The_source_is_kept_for_copying_and_quoted()
    {
        var html = TexToMathMl.Convert("a < b", isDisplay: false);

        Assert.Contains("""<annotation encoding="application/x-tex">a &lt; b</annotation>""", html);
        Assert.DoesNotContain("display=", html);
        Assert.Contains("display=\"block\"", TexToMathMl.Convert("a", isDisplay: true));
    }

    [Fact]
    public void Every_known_command_gives_well_formed_MathML()
    {
        var commands = TexSymbols.Letters.Keys.Concat(TexSymbols.UprightLetters.Keys).Concat(TexSymbols.Operators.Keys).Concat(TexSymbols.Delimiters.Keys)
            .Concat(TexSymbols.LargeOperators.Keys).Concat(TexSymbols.Integrals.Keys).Concat(TexSymbols.Functions).Concat(TexSymbols.LimitFunctions).ToList();

        Assert.True(commands.Count > 200);
        Assert.Equal(commands.Count, commands.Distinct().Count());
        Assert.All(commands, command => Assert.NotEqual("", XElement.Parse(TexToMathMl.Convert($"\\{command} x", isDisplay: false)).Value));
        Assert.All(TexSymbols.Accents.Keys, command => Assert.Contains("x", Body($"\\{command}{{x}}")));
    }
}
