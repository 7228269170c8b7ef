using Curriculum.Engine.Documents;
using Curriculum.Engine.Execution;

namespace Curriculum.Engine.Tests.Execution;

public sealed class NotebookSessionTests : IDisposable
{
    private readonly NotebookSession _session = new(new SessionOptions { BaseDirectory = Path.GetTempPath() });

    public void Dispose() => _session.Dispose();

    private Task<CellResult> Run(string code) => _session.ExecuteAsync(code);

    private async Task<string> PlainResult(string code) => Assert.IsType<ExecuteResult>((await Run(code)).Outputs[^1]).Data.PlainText!;

    [Theory]
    [InlineData("1 + 2", "3")]
    [InlineData("\"text\"", "text")]
    [InlineData("await Task.Delay(1); Math.Max(2, 5)", "5")]
    [InlineData("new List<int> { 1, 2 }.Select(x => x * 2).ToArray()", "[ 2, 4 ]")]
    [InlineData("(string)null", "<null>")]
    public async Task A_trailing_expression_is_shown(string code, string expected) => Assert.Equal(expected, await PlainResult(code));

    [Fact]
    public async Task A_statement_shows_nothing()
    {
        Assert.Empty((await Run("var x = 3;")).Outputs);
        Assert.Empty((await Run("Console.Write(\"\")")).Outputs);
    }

    [Fact]
    public async Task Names_can_be_declared_again_with_another_type()
    {
        await Run("var x = 3; int F() => 1;");
        await Run("var x = \"three\"; int F() => 2;");

        Assert.Equal("three 2", await PlainResult("$\"{x} {F()}\""));
    }

    [Fact]
    public async Task A_looping_cell_is_interrupted_within_a_second_and_the_session_goes_on()
    {
        await Run("var kept = 41;");
        using var interrupt = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        var result = await _session.ExecuteAsync("while (true) { kept = kept; }", cancellationToken: interrupt.Token);

        Assert.Equal(CellStatus.Cancelled, result.Status);
        Assert.Equal("Interrupted", result.Error!.Name);
        Assert.Equal("42", await PlainResult("kept + 1"));
    }

    [Fact]
    public async Task An_exception_is_reported_with_the_line_of_the_cell()
    {
        await _session.ExecuteAsync("int Divide(int a, int b) =>\n    a / b;", cell: "helper");

        var result = await _session.ExecuteAsync("var x = 1;\nDivide(x, 0)", cell: "use");

        Assert.Equal(CellStatus.Threw, result.Status);
        Assert.Equal("""
            DivideByZeroException: Attempted to divide by zero.
              at line 2 of cell helper, in Divide:  a / b;
              at line 2 of this cell:  Divide(x, 0)
            """.ReplaceLineEndings("\n"), result.Error!.PlainText);
    }
}
