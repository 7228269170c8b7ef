using Curriculum.Lessons.Evidence;

namespace Curriculum.Lessons.Questions;

/// <summary>All questions of the course, from the embedded files *.questions.json, one a section.</summary>
internal static class QuestionBank
{
    private static readonly Lazy<IReadOnlyList<QuestionFile>> LoadedFiles = new(() => EmbeddedJson.ReadAll<QuestionFile>(".questions.json"));

    private static readonly Lazy<Dictionary<string, Question>> ById = new(() => Files.SelectMany(f => f.Questions).ToDictionary(q => q.Id, StringComparer.OrdinalIgnoreCase));

    /// <summary>The files, in order of their sections.</summary>
    public static IReadOnlyList<QuestionFile> Files => LoadedFiles.Value;

    /// <summary>The question called <paramref name="id"/>.</summary>
    /// <exception cref="ArgumentException">There is none; the message names the nearest ones.</exception>
    public static Question Find(string id)
    {
        if (ById.Value.TryGetValue(id.Trim(), out var question)) return question;
        throw new ArgumentException($"Confirm: there is no question '{id}'. The nearest: {string.Join(", ", NearestNames.Of(id, ById.Value.Keys, 4))}.");
    }
}

/// <summary>The questions of one section.</summary>
/// <param name="Section">"day2/section1".</param>
/// <param name="Questions">In the order in which the lesson asks them.</param>
internal sealed record QuestionFile(string Section, Question[] Questions);
