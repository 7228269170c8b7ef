using System.Reflection;
using System.Text.RegularExpressions;

namespace Curriculum.Tests.Goldens;

/// <summary>`curriculum update` stores outputs only while the tests that read reference values pass, and finds them by their names.</summary>
public partial class GoldenNamesTests
{
    private static readonly string[] Parts = [.. NamePart().Matches(File.ReadAllText(Path.Combine(Architecture.RepositoryFolder.Path, "lib", "Curriculum.Cli", "Goldens.cs"))).Select(match => match.Groups["part"].Value)];

    [Fact]
    public void Every_theory_over_reference_values_has_a_name_that_update_looks_for()
    {
        Assert.Equal(2, Parts.Length);
        var theories = typeof(GoldenNamesTests).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Where(method => method.IsDefined(typeof(TheoryAttribute)));
        var missed = theories.Where(ReadsGoldens).Select(method => $"{method.DeclaringType!.FullName}.{method.Name}").Where(name => !Parts.Any(name.Contains));
        Assert.Equal([], missed.Order(StringComparer.Ordinal));
    }

    private static bool ReadsGoldens(MethodInfo theory) =>
        theory.GetCustomAttributes<MemberDataAttribute>().Any(source => GoldenFiles.AskedFor(() => _ = source.GetData(theory).Count()).Count > 0);

    [GeneratedRegex("FullyQualifiedName~(?<part>[A-Za-z_]+)")]
    private static partial Regex NamePart();
}
