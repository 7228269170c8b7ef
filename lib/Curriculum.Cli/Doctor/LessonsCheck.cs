using Curriculum.Cli.Course;

namespace Curriculum.Cli.Doctor;

/// <summary>Looks for the lessons, and whether each says what it is.</summary>
internal static class LessonsCheck
{
    public static Finding Run(Repository repository)
    {
        var sections = CourseMap.Read(repository).Sections;
        if (sections.Count == 0) return new Finding("lessons", FindingState.Missing, "there is none in notebooks/", "git checkout -- notebooks");
        foreach (var section in sections)
        {
            try
            {
                section.ReadMetadata();
            }
            catch (CliException e)
            {
                return new Finding("lessons", FindingState.Missing, e.Message, $"git checkout -- {repository.Relative(section.Lesson)}");
            }
        }
        return new Finding("lessons", FindingState.Fine, $"{sections.Count} in notebooks/");
    }
}
