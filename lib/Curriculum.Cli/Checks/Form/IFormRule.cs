using Curriculum.Cli.Course;

namespace Curriculum.Cli.Checks.Form;

/// <summary>A rule about a notebook as it lies in its file; nothing is run for it.</summary>
internal interface IFormRule
{
    /// <summary>What is not as the rule says.</summary>
    IEnumerable<Problem> Problems(StoredLesson lesson);
}
