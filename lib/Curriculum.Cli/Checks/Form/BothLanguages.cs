using Curriculum.Cli.Course;

namespace Curriculum.Cli.Checks.Form;

/// <summary>Prose is in English, and the same in Japanese one click below.</summary>
internal sealed class BothLanguages : IFormRule
{
    public IEnumerable<Problem> Problems(StoredLesson lesson) =>
        from cell in lesson.Prose
        from problem in Languages.Problems(cell.Source)
        select new Problem(lesson.Name, cell.Id, problem, "Write what is missing in the same cell: English first, then the same in <details><summary>日本語</summary> … </details>.");
}
