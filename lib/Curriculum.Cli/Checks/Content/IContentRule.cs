namespace Curriculum.Cli.Checks.Content;

/// <summary>A rule about the questions, exercises, claims and bands themselves.</summary>
internal interface IContentRule
{
    /// <summary>What is not as the rule says.</summary>
    IEnumerable<Problem> Problems(CourseContents contents, CoursePlaces places);
}
