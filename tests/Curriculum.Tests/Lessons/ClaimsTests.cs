using Curriculum.Lessons;
using Curriculum.Lessons.Evidence;

namespace Curriculum.Tests.Lessons;

public class ClaimsTests
{
    private static Claims On(string dataset) => Claims.Of("day2/section1", dataset);

    [Fact]
    public void The_outcome_follows_from_the_numbers_alone()
    {
        Assert.Equal(ClaimOutcome.NotMeasured, On("mnist10k").Outcome("relu-avoids-it"));
        Assert.Equal(ClaimOutcome.NotMeasured, On("mnist10k").Measured("relu-gauss", 0.926).Outcome("relu-avoids-it"));
        Assert.Equal(ClaimOutcome.Reproduced, On("mnist10k").Measured("relu-gauss", 0.926).Measured("sigmoid-gauss", 0.115).Measured("gradient-first-over-last-relu-gauss", 0.5).Outcome("relu-avoids-it"));
        // Right for two hidden layers, but with such weights the gradient fades in a deep net of ReLUs as well.
        Assert.Equal(ClaimOutcome.TooStrong, On("mnist10k").Measured("relu-gauss", 0.926).Measured("sigmoid-gauss", 0.115).Measured("gradient-first-over-last-relu-gauss", 1e-7).Outcome("relu-avoids-it"));
        // In the right direction, but outside the band of thirty runs.
        Assert.Equal(ClaimOutcome.Refuted, On("mnist10k").Measured("relu-gauss", 0.95).Measured("sigmoid-gauss", 0.115).Measured("gradient-first-over-last-relu-gauss", 0.5).Outcome("relu-avoids-it"));
        // The full data set has a band of its own.
        Assert.Equal(ClaimOutcome.Reproduced, On("mnist").Measured("relu-gauss", 0.9166).Measured("sigmoid-gauss", 0.1032).Measured("gradient-first-over-last-relu-gauss", 0.5).Outcome("relu-avoids-it"));
        Assert.Equal(ClaimOutcome.Refuted, On("mnist10k").Measured("relu-gauss", 0.3).Measured("sigmoid-gauss", 0.115).Measured("gradient-first-over-last-relu-gauss", 0.5).Outcome("relu-avoids-it"));
    }

    [Fact]
    public void Made_up_digits_only_illustrate()
    {
        var digits = On("digits").Measured("relu-gauss", 0.92).Measured("sigmoid-gauss", 0.1).Measured("gradient-first-over-last-relu-gauss", 0.5);
        Assert.Equal(ClaimOutcome.Illustrated, digits.Outcome("relu-avoids-it"));
        Assert.Equal(ClaimOutcome.NotSeen, digits.Measured("sigmoid-gauss", 0.8).Outcome("relu-avoids-it"));
        Assert.Contains("never reproduce or refute", digits.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("never reproduce or refute", On("mnist").ToString(), StringComparison.Ordinal);
        // What is true of a formula needs no data.
        Assert.Equal(ClaimOutcome.Reproduced, digits.Measured("sigmoid-derivative-max", 0.25).Outcome("sigmoid-derivative-at-most-a-quarter"));
        Assert.Equal(ClaimOutcome.Refuted, digits.Measured("sigmoid-derivative-max", 0.3).Outcome("sigmoid-derivative-at-most-a-quarter"));
    }

    [Fact]
    public void A_claim_that_holds_in_part_is_too_strong()
    {
        // The medians of the reference runs: He helps ReLU against N(0, 0.01²), not against Xavier, and sigmoid likes it as well.
        var reference = On("mnist10k").Measured("relu-he", 0.9492).Measured("relu-gauss", 0.926).Measured("relu-xavier", 0.9495).Measured("sigmoid-xavier", 0.8972).Measured("sigmoid-he", 0.9147);
        Assert.Equal(ClaimOutcome.TooStrong, reference.Outcome("he-helps-relu"));
        Assert.Equal(ClaimOutcome.Reproduced, reference.Measured("relu-xavier", 0.93).Measured("sigmoid-he", 0.88).Outcome("he-helps-relu"));
    }

    [Fact]
    public void Several_seeds_are_judged_by_their_median()
    {
        var claims = On("mnist10k").Measured("sigmoid-gauss", 0.115, 0.0995, 0.9);
        Assert.Equal(ClaimOutcome.Reproduced, claims.Outcome("sigmoid-gauss-does-not-learn"));
        Assert.Contains("sigmoid-gauss: 0.115 (0.0995–0.9, 3 seeds)", claims.ToString(), StringComparison.Ordinal);
        Assert.Equal(2.5, Condition.Median([4, 1, 3, 2]));
    }

    [Fact]
    public void The_table_shows_claim_band_measurement_and_outcome_in_both_languages()
    {
        var claims = On("mnist10k").Measured("sigmoid-gauss", 0.115);
        Assert.Contains("✓ reproduced · 再現", claims.ToString(), StringComparison.Ordinal);
        Assert.Contains("0.0990–0.1150 (mnist10k, 30 runs): 2_2_1-sigmoid-gauss", claims.ToString(), StringComparison.Ordinal);
        Assert.Contains("<summary>日本語</summary>逆伝播で入力の側へ", claims.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_measure_that_no_claim_asks_for_is_an_error()
    {
        Assert.Contains("They ask for sigmoid-derivative-max", Assert.Throws<ArgumentException>(() => On("mnist").Measured("relu", 1)).Message, StringComparison.Ordinal);
        Assert.Contains("one finite number a seed", Assert.Throws<ArgumentException>(() => On("mnist").Measured("relu-he", double.NaN)).Message, StringComparison.Ordinal);
        Assert.Contains("one finite number a seed", Assert.Throws<ArgumentException>(() => On("mnist").Measured("relu-he")).Message, StringComparison.Ordinal);
        Assert.Contains("day2/section1", Assert.Throws<ArgumentException>(() => Claims.Of("day9/section9", "mnist")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_band_has_a_source_runs_and_an_order_and_is_unique()
    {
        Assert.NotEmpty(Band.All);
        foreach (var band in Band.All)
        {
            Assert.True(band.Low <= band.Median && band.Median <= band.High, band.Id);
            Assert.InRange(band.Runs, 2, 100);
            Assert.True(band.Source.Length > 40, band.Id);
        }
        Assert.Equal(Band.All.Count, Band.All.Select(b => (b.Id, b.Dataset)).Distinct().Count());
        Assert.Equal(0.9492, Band.Find("2_2_1-relu-he", "mnist10k").Median);
        Assert.Contains("2_2_1-relu-he on mnist", Assert.Throws<ArgumentException>(() => Band.Find("2_2_1-relu-hee", "mnist10k")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_claim_names_a_band_that_exists_and_speaks_both_languages()
    {
        foreach (var claim in ClaimFile.All.SelectMany(f => f.Claims))
        {
            Assert.NotEmpty(claim.Holds);
            Assert.All(claim.Conditions.Select(c => c.Band).OfType<string>(), id => Assert.Contains(Band.All, b => b.Id == id));
            Assert.All(claim.Conditions, c => Assert.True(c.Above is not null || c.Below is not null || c.Exceeds is not null, claim.Id));
            Assert.Matches("[\u3040-\u30ff]", claim.Says.Ja);
        }
        Assert.All(ClaimFile.All, f => Assert.Equal(f.Claims.Length, f.Claims.Select(c => c.Id).Distinct().Count()));
    }

    [Fact]
    public void Only_generated_digits_carry_the_warning_about_them_and_not_where_all_claims_are_mathematics()
    {
        Assert.DoesNotContain("made for the course", Claims.Of("day1/section5", "digits").ToString());
        Assert.DoesNotContain("made for the course", Claims.Of("day1/section0", "invented fish").ToString());
        Assert.Contains("made for the course", Claims.Of("day1/section4", "digits").ToString());
    }
}
