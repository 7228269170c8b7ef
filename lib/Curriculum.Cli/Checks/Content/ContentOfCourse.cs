namespace Curriculum.Cli.Checks.Content;

/// <summary>All that is demanded of the questions, exercises, claims and bands.</summary>
internal static class ContentOfCourse
{
    private static readonly IContentRule[] Rules = [new IdsAreUnique(), new MistakesAreRefused(), new BandsHaveSources()];

    /// <summary>What is not as it should be; empty when all is.</summary>
    public static IReadOnlyList<Problem> Problems(CourseContents contents, CoursePlaces places) => [.. Rules.SelectMany(rule => rule.Problems(contents, places))];
}
