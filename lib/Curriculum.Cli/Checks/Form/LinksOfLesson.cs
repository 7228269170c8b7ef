using Curriculum.Cli.Course;

namespace Curriculum.Cli.Checks.Form;

/// <summary>Every link of a lesson leads somewhere.</summary>
internal sealed class LinksOfLesson : IFormRule
{
    public IEnumerable<Problem> Problems(StoredLesson lesson)
    {
        var anchors = Links.Anchors(string.Join("\n\n", lesson.Prose.Select(cell => cell.Source)));
        return
            from cell in lesson.Prose
            from dead in Links.Dead(cell.Source, lesson.Folder, anchors)
            select new Problem(lesson.Name, cell.Id, $"the link '{dead.Link}' leads nowhere: {dead.Trouble}.", "Mend the target, relative to the notebook's folder, or remove the link.");
    }
}
