namespace Curriculum.Cli.Checks.Content;

/// <summary>No two questions, exercises, bands of a data set, or claims of a section bear the same id.</summary>
internal sealed class IdsAreUnique : IContentRule
{
    public IEnumerable<Problem> Problems(CourseContents contents, CoursePlaces places) =>
    [
        .. Twice(contents.Questions.SelectMany(file => file.Questions.Select(question => (question.Id, File: CourseContents.QuestionFileOf(file.Section)))), "question", places),
        .. Twice(contents.Exercises.Select(exercise => (exercise.Id, File: CourseContents.FileOf(exercise))), "exercise", places),
        .. contents.Claims.SelectMany(file => Twice(file.Claims.Select(claim => (claim.Id, File: CourseContents.ClaimFileOf(file.Section))), "claim", places)),
        .. Twice(contents.Bands.Select(band => (Id: $"{band.Id} on {band.Dataset}", File: CourseContents.BandFile)), "band", places),
    ];

    private static IEnumerable<Problem> Twice(IEnumerable<(string Id, string File)> entries, string kind, CoursePlaces places) =>
        from entry in entries
        group entry by entry.Id.ToUpperInvariant() into same
        where same.Count() > 1
        let second = same.ElementAt(1)
        select places.Problem(second.Id, second.File, $"two {kind}s are called {second.Id}.", "Give one of them another id.");
}
