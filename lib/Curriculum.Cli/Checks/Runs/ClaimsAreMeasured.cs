using Curriculum.Cli.Course;
using Curriculum.Lessons.Events;

namespace Curriculum.Cli.Checks.Runs;

/// <summary>A lesson shows the claims of its section, each with everything measured that it asks for.</summary>
internal sealed class ClaimsAreMeasured : IRunRule
{
    public IEnumerable<Problem> Problems(ExecutedLesson lesson, CourseContents contents)
    {
        if (!lesson.Stored.IsLesson || !lesson.Run.Succeeded) yield break;
        var (name, section) = (lesson.Stored.Name, lesson.Stored.Section!.Id);
        if (contents.Claims.FirstOrDefault(file => file.Section == section) is not { } claims) yield break;
        var tables = lesson.HeardOf<ClaimsShown>().Where(heard => heard.Happened.Claims.File.Section == section).ToList();
        if (tables.Count == 0)
            yield return new Problem(name, null, $"the {claims.Claims.Length} claims of {section} are not shown.", $"Add a cell that ends in `Claims.Of(\"{section}\", …).Measured(…)`.");
        foreach (var (cell, shown) in tables)
            foreach (var claim in claims.Claims)
                foreach (var measure in claim.Measures.Where(measure => !shown.Claims.Values.ContainsKey(measure)))
                    yield return new Problem(name, cell, $"claim {claim.Id} asks for '{measure}', which is not measured.", $"Add `.Measured(\"{measure}\", …)`.");
    }
}
