using Curriculum.Engine.Execution;

namespace Curriculum.Engine.Tests.Execution;

public class NearestNamesTests
{
    private static readonly string[] Names = ["day1/section1", "day2/section1", "day2/section2", "vanishing-gradient", "optimizers"];

    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("run", "rum", 1)]
    [InlineData("list", "lits", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ca", "abc", 3)] // optimal string alignment: a swapped pair is not edited again
    public void Distance_counts_edits_and_swapped_neighbours(string a, string b, int expected)
    {
        Assert.Equal(expected, NearestNames.Distance(a, b));
        Assert.Equal(expected, NearestNames.Distance(b, a));
    }

    [Fact]
    public void The_nearest_name_comes_first_and_at_most_three_are_given()
    {
        Assert.Equal(["day2/section1", "day1/section1", "day2/section2"], NearestNames.Of("day2/secton1", Names));
    }

    [Fact]
    public void A_part_of_a_name_finds_it() => Assert.Equal(["vanishing-gradient"], NearestNames.Of("gradient", Names));

    [Fact]
    public void Letter_case_does_not_matter() => Assert.Equal("optimizers", NearestNames.Of("OPTIMISERS", Names)[0]);

    [Theory]
    [InlineData("")]
    [InlineData("zzzzzz")]
    public void Nothing_near_suggests_nothing(string wanted)
    {
        Assert.Empty(NearestNames.Of(wanted, Names));
        Assert.Equal("", NearestNames.Suggestion(wanted, Names));
    }
}
