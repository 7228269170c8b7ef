using Curriculum.Engine.Documents;

namespace Curriculum.Cli.Course;

/// <summary>A learner's copy brought up to date with the published lesson: what the learner wrote stays, everything else is as published.</summary>
/// <param name="Merged">The learner's new copy.</param>
/// <param name="Kept">The cells that the learner changed or added; they are as she left them.</param>
/// <param name="Taken">The cells that are new or changed in the published lesson.</param>
/// <param name="Both">The cells that the learner and the lesson both changed; the learner's stand.</param>
internal sealed record LessonMerge(Notebook Merged, IReadOnlyList<string> Kept, IReadOnlyList<string> Taken, IReadOnlyList<string> Both)
{
    /// <summary>Merges by the ids of the cells.</summary>
    /// <param name="origin">The lesson as it was when the copy was made; null when that is not known, and then every difference is the learner's.</param>
    /// <param name="mine">The learner's copy.</param>
    /// <param name="published">The lesson as it is now.</param>
    public static LessonMerge Of(Notebook? origin, Notebook mine, Notebook published)
    {
        var (before, now, own) = (ById(origin ?? published), ById(published), ById(mine));
        bool ChangedByLearner(Cell cell) => !before.TryGetValue(cell.Id, out var old) || !Same(old, cell);
        bool ChangedByLesson(string id) => now.ContainsKey(id) != before.ContainsKey(id) || (now.ContainsKey(id) && !Same(before[id], now[id]));

        var kept = mine.Cells.Where(ChangedByLearner).Select(cell => cell.Id).ToHashSet();
        // A cell that the learner deleted stays deleted, until the lesson changes it.
        var cells = published.Cells
            .Where(cell => own.ContainsKey(cell.Id) || ChangedByLesson(cell.Id) || origin is null)
            .Select(cell => kept.Contains(cell.Id) ? own[cell.Id] : own.TryGetValue(cell.Id, out var same) && Same(same, cell) ? same : cell)
            .ToList();
        // Cells that the published lesson does not have: after the one that they stand behind now.
        foreach (var (index, cell) in mine.Cells.Index().Where(c => kept.Contains(c.Item.Id) && !now.ContainsKey(c.Item.Id)))
        {
            var above = mine.Cells.Take(index).Select(c => c.Id).Reverse().FirstOrDefault(id => cells.Exists(c => c.Id == id));
            cells.Insert(above is null ? 0 : cells.FindIndex(c => c.Id == above) + 1, cell);
        }
        var taken = cells.Where(cell => !kept.Contains(cell.Id) && !(own.TryGetValue(cell.Id, out var old) && Same(old, cell))).Select(cell => cell.Id);
        return new(published with { Cells = cells, Path = mine.Path }, [.. kept], [.. taken], [.. kept.Where(id => origin is not null && ChangedByLesson(id) && now.ContainsKey(id) && before.ContainsKey(id))]);
    }

    private static Dictionary<string, Cell> ById(Notebook notebook) => notebook.Cells.ToDictionary(cell => cell.Id);

    // Editors add and drop blank lines at the end.
    private static bool Same(Cell a, Cell b) => a.Kind == b.Kind && a.Source.TrimEnd() == b.Source.TrimEnd();
}
