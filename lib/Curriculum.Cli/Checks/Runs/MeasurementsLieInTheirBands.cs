using Curriculum.Cli.Course;
using Curriculum.Lessons.Events;
using Curriculum.Lessons.Evidence;
using Curriculum.Lessons.Figures;

namespace Curriculum.Cli.Checks.Runs;

/// <summary>What a lesson measured lies in the band that its claim names, on the data set of that band: outside it, the library does not do what others measured.</summary>
internal sealed class MeasurementsLieInTheirBands : IRunRule
{
    public IEnumerable<Problem> Problems(ExecutedLesson lesson, CourseContents contents) =>
        from heard in lesson.HeardOf<ClaimsShown>()
        let shown = heard.Happened.Claims
        from claim in shown.File.Claims
        from condition in claim.Conditions
        where condition.Band is not null && shown.Values.ContainsKey(condition.Measure)
        let band = contents.Bands.FirstOrDefault(band => band.Id == condition.Band && band.Dataset == shown.Dataset)
        let value = Condition.Median(shown.Values[condition.Measure])
        where band is not null && !band.Contains(value)
        select new Problem(
            lesson.Stored.Name,
            heard.Cell,
            $"claim {claim.Id}: {condition.Measure} is {NumberText.Short(value)}, outside the band {band.Id} on {band.Dataset}, {NumberText.Short(band.Low)} to {NumberText.Short(band.High)} over {band.Runs} runs.",
            "Look for the defect in the library or in the experiment; a band is a measurement of others and is not widened to fit.");
}
