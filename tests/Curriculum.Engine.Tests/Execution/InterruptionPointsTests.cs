using Curriculum.Engine.Execution;
using Microsoft.CodeAnalysis.Text;

namespace Curriculum.Engine.Tests.Execution;

public sealed class InterruptionPointsTests : SessionTest
{
    private const string Check = "global::Curriculum.Engine.Execution.Interruption.Check();";
    private const string Enter = "global::Curriculum.Engine.Execution.Interruption.Enter();";

    [Theory]
    [InlineData("while (a) { b(); }", $"while (a) {{ {Check} b(); }}")]
    [InlineData("while (a) b();", $"while (a) {{ {Check} b(); }}")]
    [InlineData("for (;;) ;", $"for (;;) {{ {Check} ; }}")]
    [InlineData("foreach (var x in y) foreach (var (p, q) in x) f(p); g();", $"foreach (var x in y) {{ {Check} foreach (var (p, q) in x) {{ {Check} f(p); }} }} g();")]
    [InlineData("do f(); while (a);", $"do {{ {Check} f(); }} while (a);")]
    [InlineData("int F(int n) { return F(n); }", $"int F(int n) {{ {Enter} return F(n); }}")]
    [InlineData("var f = () => { g(); }; var h = (int x) => x;", $"var f = () => {{ {Enter} g(); }}; var h = (int x) => x;")]
    [InlineData("class A { int B { get { return 1; } } A() { } }", $"class A {{ int B {{ get {{ {Enter} return 1; }} }} A() {{ {Enter} }} }}")]
    [InlineData("int F(int n) => n * F(n - 1);", $"int F(int n) {{ {Enter} /*=>*/ return n * F(n - 1); }}")]
    [InlineData("T F<T>(T x) where T : struct =>x;", $"T F<T>(T x) where T : struct {{ {Enter} /*=>*/return x; }}")]
    [InlineData("void F() => G();", $"void F() {{ {Enter} /*=>*/ G(); }}")]
    [InlineData("async Task F() => await G();", $"async Task F() {{ {Enter} /*=>*/ await G(); }}")]
    [InlineData("async Task<int> F() => await G();", $"async Task<int> F() {{ {Enter} /*=>*/ return await G(); }}")]
    [InlineData("Task F() => G();", $"Task F() {{ {Enter} /*=>*/ return G(); }}")]
    [InlineData("ref int F() => ref a[0];", $"ref int F() {{ {Enter} /*=>*/ return ref a[0]; }}")]
    [InlineData("{ int F() => 1; F(); }", $"{{ int F() {{ {Enter} /*=>*/ return 1; }} F(); }}")]
    [InlineData("async Mine F() => await G();", "async Mine F() => await G();")]
    [InlineData("int F() => throw new Exception();", "int F() => throw new Exception();")]
    [InlineData("int F() => ;", "int F() => ;")]
    [InlineData("int F() => 1", "int F() => 1")]
    [InlineData("if (a) { b(); } var c = 1; c", "if (a) { b(); } var c = 1; c")]
    [InlineData("while (a", "while (a")]
    public void Every_turn_of_a_loop_and_every_entry_of_a_method_is_a_point(string code, string expected) =>
        Assert.Equal(expected, new InterruptionPoints(code).Code);

    [Fact]
    public void Every_name_of_the_cell_is_found_where_it_was()
    {
        const string Code = "for (int i = 0; i < n; i++) alpha(); while (beta) { gamma(); }\n  do delta(); while (epsilon(() => { zeta(); })); eta();";
        var points = new InterruptionPoints(Code);
        var (before, after) = (SourceText.From(Code), SourceText.From(points.Code));

        foreach (string name in (string[])["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta()"])
        {
            var place = after.Lines.GetLinePosition(points.Code.LastIndexOf(name, StringComparison.Ordinal));
            Assert.Equal(before.Lines.GetLinePosition(Code.LastIndexOf(name, StringComparison.Ordinal)), points.Original(place));
        }
    }

    [Fact]
    public void What_stands_behind_an_arrow_is_found_where_it_was()
    {
        const string Code = "int F(int n) =>alpha(n); void G() => beta(); int H(int n) =>\n    gamma(n);";
        var points = new InterruptionPoints(Code);
        var (before, after) = (SourceText.From(Code), SourceText.From(points.Code));

        foreach (string name in (string[])["alpha", "beta", "gamma"])
        {
            var place = after.Lines.GetLinePosition(points.Code.IndexOf(name, StringComparison.Ordinal));
            Assert.Equal(before.Lines.GetLinePosition(Code.IndexOf(name, StringComparison.Ordinal)), points.Original(place));
        }
    }

    [Fact]
    public async Task A_compilers_error_behind_a_point_has_the_column_of_the_cell()
    {
        var diagnostic = Assert.Single((await Run("while (true) { foreach (var x in new[] { 1 }) undeclared(); }")).Errors);

        Assert.Equal((1, 47), (diagnostic.Line, diagnostic.Column));
    }

    [Fact]
    public async Task What_is_no_loop_body_stays_an_error() =>
        Assert.Contains("CS1023", await ErrorText("while (true) int x = 1;"));
}
