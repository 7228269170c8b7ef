using System.Text.RegularExpressions;
using Curriculum.Cli.Course;

namespace Curriculum.Cli.Checks.Content;

/// <summary>Where in the lessons a question, an exercise or a section's claims appear, so that a message can name file and cell.</summary>
internal sealed partial class CoursePlaces
{
    private readonly Dictionary<string, (string File, string Cell)> _places = new(StringComparer.OrdinalIgnoreCase);

    public CoursePlaces(IEnumerable<StoredLesson> lessons)
    {
        foreach (var lesson in lessons)
            foreach (var cell in lesson.Code)
                foreach (Match call in Call().Matches(cell.Source)) _places.TryAdd(call.Groups["id"].Value, (lesson.Name, cell.Id));
    }

    /// <summary>A problem of an entry, at the cell that shows it or, where no lesson does yet, at its entry in the data.</summary>
    /// <param name="id">The entry.</param>
    /// <param name="file">The file that holds it.</param>
    /// <param name="what">What is wrong.</param>
    /// <param name="cure">What to do about it.</param>
    public Problem Problem(string id, string file, string what, string cure) =>
        _places.TryGetValue(id, out var place) ? new(place.File, place.Cell, $"{what} ({file}, {id})", cure) : new(file, id, what, cure);

    /// <summary>The cell that shows an entry, or null.</summary>
    public (string File, string Cell)? Of(string id) => _places.TryGetValue(id, out var place) ? place : null;

    [GeneratedRegex("""\b(Confirm\.(Show|Answer)|Exercise\.(Check|Show)|Claims\.Of)\(\s*"(?<id>[^"]+)""")]
    private static partial Regex Call();
}
