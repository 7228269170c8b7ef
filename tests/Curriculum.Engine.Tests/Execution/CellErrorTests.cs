using Curriculum.Engine.Documents;
using Curriculum.Engine.Execution;

namespace Curriculum.Engine.Tests.Execution;

public sealed class CellErrorTests : SessionTest
{
    [Fact]
    public async Task A_compiler_error_is_reported_with_its_line_a_caret_and_a_cure()
    {
        var result = await Run("var x = 1;\nvar y =\tx + z;\ny");

        Assert.Equal(CellStatus.CompilationFailed, result.Status);
        Assert.Equal(
            [new CellDiagnostic(2, 13, "CS0103", "The name 'z' does not exist in the current context", "If a cell above declares it or brings it in with using, run that cell first.")],
            result.Errors);
        Assert.Equal("CompilationError", result.Error!.Name);
        Assert.Equal(
            "line 2, column 13: CS0103: The name 'z' does not exist in the current context. If a cell above declares it or brings it in with using, run that cell first.\n"
            + "    var y =\tx + z;\n           \t    ^",
            result.Error.PlainText);
    }

    [Theory]
    [InlineData("Consol.WriteLine(1)", "Did you mean Console? If a cell above declares it or brings it in with using, run that cell first.")]
    [InlineData("Math.sqrt(2)", "Did you mean Sqrt?")]
    [InlineData("\"abc\".Lenght", "Did you mean Length?")]
    [InlineData("new[] { 1, 2 }.Summ()", "Did you mean Sum?")]
    [InlineData("Dictionry<int, int> d;", "Did you mean Dictionary? If a cell above declares it or brings it in with using, run that cell first.")]
    [InlineData("lengths", "Did you mean length? If a cell above declares it or brings it in with using, run that cell first.")]
    [InlineData("nothingLikeThis", "If a cell above declares it or brings it in with using, run that cell first.")]
    [InlineData("zz", "If a cell above declares it or brings it in with using, run that cell first.")]
    [InlineData("Func<int, int> f = null; var g = x => x;", "Write the types of the parameters, too: (double x, double y) => …")]
    public async Task A_misspelt_name_is_answered_with_the_nearest_ones(string code, string cure)
    {
        await Outputs("var length = 1;");

        Assert.Equal(cure, Assert.Single((await Run(code)).Errors).Cure);
    }

    [Theory]
    [InlineData("x = 3;", "A new variable is declared: var x = … If a cell above declares it or brings it in with using, run that cell first.")]
    [InlineData("print(1)", "In C# it is Console.WriteLine(…). The last expression of a cell, without a semicolon, is shown anyway.")]
    [InlineData("len(\"abc\")", "In C# it is a property: Length of an array or a text, Count of a list.")]
    [InlineData("foreach (var i in range(3)) { }", "In C# it is Enumerable.Range(start, count), or a loop: for (int i = 0; i < n; i++).")]
    [InlineData("var a = True;", "In C# it begins with a small letter: true, false.")]
    [InlineData("object a = None;", "In C# it is null.")]
    [InlineData("2 ** 3", "A power is Math.Pow(x, y).")]
    [InlineData("# a comment", "A comment begins with //.")]
    [InlineData("string s = 'abc';", "Text stands in double quotes: \"abc\".")]
    public async Task The_habits_of_another_language_are_told_apart_from_mistakes(string code, string cure) =>
        Assert.EndsWith(cure, (await Run(code)).Errors[0].Cure);

    [Theory]
    [InlineData("var x = 1；", ';')]
    [InlineData("var x ＝ 1;", '=')]
    [InlineData("var x = ３;", '3')]
    [InlineData("Console.WriteLine（1);", '(')]
    [InlineData("var x = “abc”;", '"')]
    [InlineData("var x = −1;", '-')]
    [InlineData("var x = 2 × 3;", '*')]
    [InlineData("Math.Max(1、2)", ',')]
    public async Task A_character_that_is_not_of_the_alphabet_of_C_is_answered_with_the_one_that_is_meant(string code, char meant) =>
        Assert.Contains($"C# has {meant} for it, in half width. 半角の {meant} を入力してください。", (await Run(code)).Errors.Select(error => error.Cure));

    [Fact]
    public async Task A_method_that_an_older_cell_declares_otherwise_is_pointed_to()
    {
        await Outputs("int F(int x) => x; string Take(Delegate f) => f.Method.Name;");

        var error = Assert.Single((await Run("double F(int x) => x;\nTake(F)")).Errors);
        Assert.Equal((2, "CS1503"), (error.Line, error.Code));
        Assert.StartsWith("If a cell above declares a method of this name with other parameters or another result, give this one a name of its own", error.Cure);
    }

    [Fact]
    public async Task Nothing_of_a_cell_that_does_not_compile_runs()
    {
        await Outputs("var x = 1;");
        await Run("x = 2; Console.Write(x); nonsense");

        Assert.Equal("1", await PlainResult("x"));
    }

    [Fact]
    public async Task An_exception_is_reported_with_the_lines_of_the_cells()
    {
        await Session.ExecuteAsync("int Divide(int a, int b) =>\n    a / b;", cell: "helper");

        var result = await Session.ExecuteAsync("var x = 1;\nDivide(x, 0)", cell: "use");

        Assert.Equal(CellStatus.Threw, result.Status);
        Assert.IsType<DivideByZeroException>(result.Exception);
        Assert.Equal("""
            DivideByZeroException: Attempted to divide by zero.
              at line 2 of cell helper, in Divide:  a / b;
              at line 2 of this cell:  Divide(x, 0)
            """.ReplaceLineEndings("\n"), result.Error!.PlainText);
    }

    [Theory]
    [InlineData("var a = new int[2];\nvar i = 5;\na[i] = 3;", "  at line 3 of this cell:  a[i] = 3;")]
    [InlineData("var a = new int[2];\na[0] = 1;\nvar i = a[0] + 4;\na[i] = 3;", "  perhaps at line 4 of this cell:  a[i] = 3;")]
    public async Task An_index_out_of_bounds_names_the_lines_with_an_index(string code, string line)
    {
        var result = await Run(code);

        Assert.IsType<IndexOutOfRangeException>(result.Exception);
        Assert.Contains(line, result.Error!.Traceback);
    }

    [Theory]
    [InlineData("int Sum(int n) => n + Sum(n - 1);\nSum(3)", "  at line 1 of this cell, in Sum:  int Sum(int n) => n + Sum(n - 1);")]
    [InlineData("int Sum(int n)\n{\n    return n + Sum(n - 1);\n}\nSum(3)", "  at line 3 of this cell, in Sum:  return n + Sum(n - 1);")]
    [InlineData("class Tree\n{\n    public int Depth() =>\n        1 + Depth();\n}\nnew Tree().Depth()", "  at line 4 of this cell, in Depth:  1 + Depth();")]
    public async Task Recursion_without_an_end_is_an_error_of_the_cell_and_the_session_goes_on(string code, string line)
    {
        await Run("var kept = 41;");
        var text = await ErrorText(code);
        Assert.StartsWith("InsufficientExecutionStackException: Recursion: the calls of this cell are nested too deeply, and the stack is used up. Does every method that calls itself come to a case in which it does not?\n", text);
        Assert.Contains(line, text);
        Assert.Equal("42", await PlainResult("kept + 1"));
    }

    [Fact]
    public async Task Causes_are_reported_and_a_deep_recursion_is_cut()
    {
        var text = await ErrorText("""
            void Down(int n) { if (n == 0) throw new ArgumentException("bottom"); Down(n - 1); }
            try { Down(50); } catch (Exception e) { throw new InvalidOperationException("top", e); }
            """);

        Assert.StartsWith("InvalidOperationException: top\n  at line 2 of this cell:", text);
        Assert.Contains("\ncaused by ArgumentException: bottom\n  at line 1 of this cell, in Down:", text);
        Assert.Contains("calls more", text);
        Assert.True(text.Split('\n').Length < 20);
    }

    [Fact]
    public async Task What_was_declared_and_shown_before_the_exception_stays()
    {
        var result = await Run("var kept = 7; Console.Write(\"before\"); throw new Exception(\"boo\");");

        Assert.Equal(new StreamOutput(StreamName.Output, "before"), result.Outputs[0]);
        Assert.Equal("Exception", result.Error!.Name);
        Assert.Equal("boo", result.Error.Message);
        Assert.Equal("7", await PlainResult("kept"));
    }

    [Fact]
    public async Task A_formatter_that_throws_is_the_cells_error()
    {
        await Outputs("using Microsoft.DotNet.Interactive.Formatting; Formatter.Register<Version>(v => throw new Exception(\"no form\"), \"text/plain\"); Formatter.SetPreferredMimeTypesFor(typeof(Version), \"text/plain\");");

        Assert.Contains("no form", await ErrorText("new Version(1, 2)"));
    }

    [Theory]
    [InlineData("#!csharp\n1", 1, "'#!csharp' is a command of other notebook tools", "holds C# only")]
    [InlineData("#!/usr/bin/env dotnet\n1", 1, "'#!/usr/bin/env dotnet' is a command", "holds C# only")]
    [InlineData("1;\n  #!time", 2, "'#!time' is a command", "holds C# only")]
    [InlineData("namespace A { }", 1, "cannot declare a namespace", "Declare the type by itself")]
    [InlineData("using System;\nnamespace A;", 2, "cannot declare a namespace", "Declare the type by itself")]
    [InlineData("#r \"nuget: ILGPU, 1.5.3\"", 1, "would need the network", "a local DLL")]
    [InlineData("static class E\n{\n    public static int F(this int x) => x;\n}", 3, "the extension method F is inside a class", "top level")]
    [InlineData("static class E\n{\n    extension(int x) { public int G => x; }\n}", 3, "extension block", "ordinary method")]
    [InlineData("using var s = new MemoryStream();", 1, "using declaration", "using (var x = …)")]
    [InlineData("using MemoryStream s = new MemoryStream();", 1, "using declaration", "using (var x = …)")]
    [InlineData("await using var s = new MemoryStream();", 1, "using declaration", "using (var x = …)")]
    [InlineData("var a = 1;\nSpan<int> s = stackalloc int[3];", 2, "cannot be a Span", "Use an array")]
    public async Task A_cell_outside_the_safe_subset_is_refused_with_its_line_and_a_cure(string code, int line, string problem, string cure)
    {
        var result = await Run(code);

        Assert.Equal(CellStatus.CompilationFailed, result.Status);
        Assert.Equal((line, SafeSubset.Code), (result.Errors[0].Line, result.Errors[0].Code));
        Assert.Contains(problem, result.Error!.PlainText);
        Assert.Contains(cure, result.Error.PlainText);
    }

    [Theory]
    [InlineData("var s = new int[3].AsSpan();", "CS8345", "use an array")]
    [InlineData("var x = 1; x + 1;", "CS0201", "without a semicolon")]
    [InlineData("#r \"none/Missing.dll\"", "CS0006", "dotnet build -c Release")]
    [InlineData("#load \"none.csx\"", "CS1504", "relative to the notebook's folder")]
    public async Task Compiler_errors_about_cells_come_with_a_cure(string code, string error, string cure)
    {
        var result = await Run(code);

        Assert.Equal(error, result.Errors[0].Code);
        Assert.Contains(cure, result.Error!.PlainText);
    }

    [Fact]
    public async Task A_folder_that_is_gone_is_the_cell_s_error_and_the_session_goes_on_when_it_is_back()
    {
        await Outputs("int x = 41;");
        Directory.Delete(Folder);
        Assert.Contains($"its folder {Folder} is not there any more. Put it back", await ErrorText("x + 1"));

        Directory.CreateDirectory(Folder);
        Assert.Equal("42", await PlainResult("x + 1"));
    }

    [Theory]
    [InlineData("static int F(this int x) => x;")]
    [InlineData("using (var s = new MemoryStream()) { }")]
    [InlineData("void F() { using var s = new MemoryStream(); Span<int> t = stackalloc int[2]; }")]
    [InlineData("using System.Text;\nusing static System.Math;\nusing X = System.Text.StringBuilder;")]
    [InlineData("var s = \"#!time namespace\"; // #!time")]
    [InlineData("#r \"../../../lib/a.dll\"\n#load \"b.csx\"")]
    [InlineData("record P(int X); class Q { } struct R { } enum S { A } interface T { } delegate int U();")]
    public void The_safe_subset_is_accepted(string code) => Assert.Empty(SafeSubset.Check(code));
}
