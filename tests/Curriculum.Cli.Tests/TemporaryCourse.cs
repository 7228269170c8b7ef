using System.Text.Json;
using Curriculum.Tests.Shared;

namespace Curriculum.Cli.Tests;

/// <summary>A checkout with lessons of the tests' own, in a temporary folder.</summary>
internal sealed class TemporaryCourse : IDisposable
{
    private readonly TemporaryFolder _root = new();

    public TemporaryCourse()
    {
        Write("Curriculum.sln", "");
        Create("lib/Curriculum");
    }

    public string Root => _root.Path;

    public string Path(string relative) => _root[relative];

    public string Create(string relative) => _root.Create(relative);

    public string Write(string relative, string text) => _root.Write(relative, text);

    /// <summary>Adds a lesson of one code cell to <c>notebooks/</c> and returns its path.</summary>
    public string AddLesson(int day, int section, string slug, string english = "A title", string japanese = "題名", string code = "1 + 1") =>
        Write($"notebooks/day{day}/section{section}-{slug}/lesson.ipynb", Lesson(day, section, english, japanese, [("first", code)]));

    /// <summary>A notebook of code cells without outputs.</summary>
    public static string Lesson(int day, int section, string english, string japanese, IEnumerable<(string Id, string Code)> cells) =>
        JsonSerializer.Serialize(new
        {
            cells = cells.Select(cell => new { cell_type = "code", execution_count = (int?)null, id = cell.Id, metadata = new { }, outputs = Array.Empty<object>(), source = new[] { cell.Code } }),
            metadata = new { curriculum = new { day, minutes = 40, section, title = new { en = english, ja = japanese } } },
            nbformat = 4,
            nbformat_minor = 5,
        });

    public void Dispose() => _root.Dispose();
}
