using Curriculum.Cli.Output;

namespace Curriculum.Cli.Tests;

public class OutputTests
{
    [Fact]
    public void Pieces_become_lines_and_a_carriage_return_begins_the_line_anew()
    {
        var lines = new StreamLines();
        Assert.Empty(lines.Add("a"));
        Assert.Equal(["ab", "c"], lines.Add("b\nc\r\n1 %\r2 %"));
        Assert.Equal("2 %", lines.Unfinished);
        Assert.Equal(["3 %"], lines.Add("\r3 %\r\n"));
        Assert.Equal("", lines.Take());
        Assert.Empty(lines.Add("end\r"));
        Assert.Equal("end", lines.Take());
        Assert.Equal("", lines.Take());
    }

    [Fact]
    public void Headings_are_found_outside_of_code_only()
    {
        Assert.Equal(["One", "Three"], Headings.Of("# One\ntext\n#no space\n```\n# in code\n```\n### Three\n####### seven"));
    }

    [Theory]
    [InlineData(0.04, "0.0 s")]
    [InlineData(12.34, "12.3 s")]
    [InlineData(125, "2 min 5 s")]
    public void Times_are_written_for_people(double seconds, string expected) =>
        Assert.Equal(expected, Durations.Text(TimeSpan.FromSeconds(seconds)));
}
