using Curriculum.Cli.Course;
using Curriculum.Engine.Execution;

namespace Curriculum.Cli.Checks.Form;

/// <summary>Cells keep to what this engine, its Jupyter kernel and .NET Interactive all understand.</summary>
internal sealed class SafeCells : IFormRule
{
    public IEnumerable<Problem> Problems(StoredLesson lesson) =>
        from cell in lesson.Code
        from diagnostic in SafeSubset.Check(cell.Source)
        select new Problem(lesson.Name, cell.Id, $"({diagnostic.Line},{diagnostic.Column}) {diagnostic.Message}", diagnostic.Cure ?? "Keep to the safe subset of C# cells.");
}
