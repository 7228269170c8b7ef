using Curriculum.Cli.Course;

namespace Curriculum.Cli.Checks.Runs;

/// <summary>A rule about what a notebook does when it is run.</summary>
internal interface IRunRule
{
    /// <summary>What is not as the rule says.</summary>
    IEnumerable<Problem> Problems(ExecutedLesson lesson, CourseContents contents);
}
