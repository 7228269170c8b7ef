using Curriculum.Lessons;
using Curriculum.Lessons.Evidence;
using Curriculum.Lessons.Exercises;
using Curriculum.Lessons.Questions;

namespace Curriculum.Cli.Checks;

/// <summary>The questions, exercises, claims and bands that the lessons rest on.</summary>
/// <param name="Questions">One file a section.</param>
/// <param name="Exercises">All of them.</param>
/// <param name="Claims">One file a section.</param>
/// <param name="Bands">All of them.</param>
internal sealed record CourseContents(IReadOnlyList<QuestionFile> Questions, IReadOnlyList<ExerciseDefinition> Exercises, IReadOnlyList<ClaimFile> Claims, IReadOnlyList<Band> Bands)
{
    private const string Data = "lib/Curriculum/Lessons/Data";

    /// <summary>The file of the bands.</summary>
    public const string BandFile = $"{Data}/reference.bands.json";

    /// <summary>Those of the library.</summary>
    public static CourseContents OfLibrary() => new(QuestionBank.Files, ExerciseBank.All, ClaimFile.All, Band.All);

    /// <summary>The file of a section's questions.</summary>
    public static string QuestionFileOf(string section) => $"{Data}/{section.Replace('/', '-')}.questions.json";

    /// <summary>The file of a section's claims.</summary>
    public static string ClaimFileOf(string section) => $"{Data}/{section.Replace('/', '-')}.claims.json";

    /// <summary>The file of an exercise.</summary>
    public static string FileOf(ExerciseDefinition exercise) => $"lib/Curriculum/Lessons/Exercises/Day{exercise.Id[1]}/{exercise.GetType().Name}.cs";

    /// <summary>The ids of a section's questions.</summary>
    public IReadOnlyList<string> QuestionsOf(string section) => [.. Questions.Where(file => file.Section == section).SelectMany(file => file.Questions).Select(question => question.Id)];

    /// <summary>The ids of a section's exercises.</summary>
    public IReadOnlyList<string> ExercisesOf(string section) => [.. Exercises.Select(exercise => exercise.Id).Where(id => SectionOf(id) == section)];

    /// <summary>The section that an id names: D2S1-X1 is of day2/section1.</summary>
    public static string SectionOf(string id)
    {
        var parts = id.TrimStart('D').Split('-')[0].Split('S');
        return $"day{parts[0]}/section{parts[^1]}";
    }
}
