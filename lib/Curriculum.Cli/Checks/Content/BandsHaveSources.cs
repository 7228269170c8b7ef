using Curriculum.Lessons.Evidence;

namespace Curriculum.Cli.Checks.Content;

/// <summary>Every band says who measured it, on what and how often; every claim that names a band names one that exists.</summary>
internal sealed class BandsHaveSources : IContentRule
{
    // Shorter than "Learners' copies" names nobody.
    private const int ShortestSource = 15;

    public IEnumerable<Problem> Problems(CourseContents contents, CoursePlaces places)
    {
        foreach (var band in contents.Bands)
        {
            var user = contents.Claims.FirstOrDefault(file => file.Claims.Any(claim => Names(claim).Contains(band.Id)));
            foreach (var (what, cure) in Troubles(band))
            {
                var place = user is null ? null : places.Of(user.Section);
                yield return place is var (file, cell)
                    ? new Problem(file, cell, $"the claims shown here rest on the band {band.Id} on {band.Dataset} ({CourseContents.BandFile}), and {what}", cure)
                    : new Problem(CourseContents.BandFile, $"{band.Id} on {band.Dataset}", what, cure);
            }
        }
        foreach (var file in contents.Claims)
            foreach (var claim in file.Claims)
                foreach (var name in Names(claim).Where(name => contents.Bands.All(band => band.Id != name)))
                {
                    var what = $"claim {claim.Id} names the band {name}, which does not exist.";
                    yield return places.Problem(file.Section, CourseContents.ClaimFileOf(file.Section), what, "Name a band of reference.bands.json, or add it there under its source.");
                }
    }

    private static IEnumerable<string> Names(Claim claim) => claim.Conditions.Select(condition => condition.Band).OfType<string>().Distinct();

    private static IEnumerable<(string What, string Cure)> Troubles(Lessons.Band band)
    {
        if (band.Source.Trim().Length < ShortestSource) yield return ("it has no source.", "Write down who ran what: a band without a source is an opinion.");
        if (string.IsNullOrWhiteSpace(band.Quantity) || string.IsNullOrWhiteSpace(band.Dataset)) yield return ("it does not say what was measured, or on what.", "Fill in quantity and dataset.");
        if (band.Runs < 1) yield return ($"it rests on {band.Runs} runs.", "Write down how many runs there were.");
        if (!(band.Low <= band.Median && band.Median <= band.High)) yield return ($"its numbers are not in order: {band.Low}, {band.Median}, {band.High}.", "Lowest, middle, highest.");
    }
}
