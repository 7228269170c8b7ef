namespace Curriculum.Cli.Doctor;

/// <summary>One thing that <c>curriculum doctor</c> looked at.</summary>
/// <param name="Subject">What was looked at.</param>
/// <param name="State">How it was found.</param>
/// <param name="Detail">What there is, or what is wrong.</param>
/// <param name="Cure">The command that mends it, or null.</param>
internal sealed record Finding(string Subject, FindingState State, string Detail, string? Cure = null);
