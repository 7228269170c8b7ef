using Curriculum.Cli.Course;
using Curriculum.Lessons.Progress;

namespace Curriculum.Cli.Learner;

/// <summary>What a learner does next: the first open item of the section that she was last at, else of the first section that is not done.</summary>
internal static class NextItem
{
    /// <summary>The section and the item; null when everything is done.</summary>
    public static (Section Section, LessonItem Item)? Of(Repository repository, LearnerProgress progress) =>
        (from section in CourseMap.Read(repository).Sections.Index()
         let items = LessonItem.Of(section.Item, progress)
         where items.Any(item => !item.IsDone)
         orderby items.Max(item => item.At) descending, new WorkCopy(repository, section.Item).State == WorkState.NotStarted, section.Index
         select ((Section, LessonItem)?)(section.Item, items.First(item => !item.IsDone))).FirstOrDefault();
}
