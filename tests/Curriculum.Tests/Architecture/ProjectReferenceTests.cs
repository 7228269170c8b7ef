using System.Xml.Linq;

namespace Curriculum.Tests.Architecture;

/// <summary>Projects refer to projects below them: the library and the engine to none, an optional part to the library, the command to all.</summary>
public class ProjectReferenceTests
{
    private const string Library = "Curriculum";
    private const string Engine = "Curriculum.Engine";
    private const string Command = "Curriculum.Cli";

    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> References = RepositoryFolder
        .Files("lib", "*.csproj")
        .ToDictionary(project => Path.GetFileNameWithoutExtension(project)!, Referenced);

    [Fact]
    public void The_three_projects_are_there() =>
        Assert.Subset(References.Keys.ToHashSet(), new HashSet<string> { Library, Engine, Command });

    [Fact]
    public void The_library_refers_to_no_project() => Assert.Empty(References[Library]);

    [Fact]
    public void The_engine_knows_nothing_of_the_library() => Assert.Empty(References[Engine]);

    [Fact]
    public void The_command_refers_to_the_library_so_that_building_it_builds_what_lessons_reference() =>
        Assert.Contains(Library, References[Command]);

    [Fact]
    public void A_part_refers_to_nothing_but_the_library() =>
        Assert.All(References.Where(project => project.Key is not (Library or Engine or Command)), part => Assert.Equal([Library], part.Value));

    [Fact]
    public void Nothing_in_lib_refers_to_a_test() =>
        Assert.All(References, project => Assert.DoesNotContain(project.Value, name => name.EndsWith(".Tests", StringComparison.Ordinal)));

    private static IReadOnlyList<string> Referenced(string project) =>
        [.. XDocument.Load(project).Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))];
}
