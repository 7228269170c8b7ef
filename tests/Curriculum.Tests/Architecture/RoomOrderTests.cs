using System.Reflection;
using System.Text.RegularExpressions;

namespace Curriculum.Tests.Architecture;

/// <summary>Inside <c>lib/Curriculum</c> a room uses only rooms below it.</summary>
public partial class RoomOrderTests
{
    private static readonly Rooms Library = new(
        "Curriculum",
        ["Parts"],
        ["Display"],
        ["Arrays"],
        ["Data"],
        ["Autograd"],
        ["Functional"],
        ["Layers"],
        ["Optimizers"],
        ["Training"],
        ["Reinforcement", "MetricLearning", "Meta", "Ensembles", "Graph", "Vision", "Text", "Audio", "Explain", "Compression"],
        ["Lessons"]);

    [Fact]
    public void Every_room_uses_only_rooms_below_it() =>
        Assert.Empty(Library.Violations(Assembly.Load("Curriculum")));

    [Fact]
    public void Every_source_file_lies_in_the_folder_of_its_namespace()
    {
        var library = Path.Combine(RepositoryFolder.Path, "lib", "Curriculum");
        var files = RepositoryFolder.Files("lib/Curriculum", "*.cs").ToList();
        Assert.NotEmpty(files);
        Assert.All(files, file =>
        {
            var folders = Path.GetRelativePath(library, Path.GetDirectoryName(file)!).Split(Path.DirectorySeparatorChar);
            var room = Assert.Single(Namespace().Matches(File.ReadAllText(file))).Groups["room"].Value;
            Assert.Equal(folders[0], room);
        });
    }

    [Fact]
    public void The_plan_in_the_readme_names_the_rooms_in_the_same_order()
    {
        var readme = File.ReadAllText(Path.Combine(RepositoryFolder.Path, "lib", "README.md"));
        var named = ReadmeRow().Matches(readme).Select(match => match.Groups["room"].Value).ToList();
        Assert.NotEmpty(named);
        Assert.Equal(Library.Names.Where(named.Contains), named);
    }

    [Theory]
    [InlineData("Field")]
    [InlineData("Local")]
    [InlineData("Cast")]
    [InlineData("GenericArgument")]
    [InlineData("Lambda")]
    [InlineData("Iterator")]
    [InlineData("StaticCall")]
    [InlineData("TypeOf")]
    [InlineData("Catch")]
    [InlineData("Attributed")]
    [InlineData("Constrained")]
    [InlineData("BaseClass")]
    [InlineData("Switch")]
    public void A_reference_to_a_room_above_is_found_in_every_form(string form)
    {
        var planted = new Rooms("Curriculum.Tests.Architecture.Planted", ["Ground"], ["Upper", "Sister"]);
        Assert.Contains(planted.Violations(typeof(RoomOrderTests).Assembly), line => line.StartsWith($"Curriculum.Tests.Architecture.Planted.Ground.{form}", StringComparison.Ordinal));
    }

    [Fact]
    public void Sisters_do_not_use_each_other_and_using_the_ground_is_allowed()
    {
        var planted = new Rooms("Curriculum.Tests.Architecture.Planted", ["Ground"], ["Upper", "Sister"]);
        Assert.Equal(
            ["Curriculum.Tests.Architecture.Planted.Sister.UsesItsSister (Sister) uses Curriculum.Tests.Architecture.Planted.Upper.Thing (Upper)"],
            planted.Violations(typeof(RoomOrderTests).Assembly).Where(line => !line.Contains(".Ground.", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_room_that_the_plan_lacks_is_reported()
    {
        var planted = new Rooms("Curriculum.Tests.Architecture.Planted", ["Ground"], ["Upper"]);
        Assert.Contains("Curriculum.Tests.Architecture.Planted.Sister.UsesItsSister is in no room of the plan", planted.Violations(typeof(RoomOrderTests).Assembly));
    }

    [GeneratedRegex(@"^namespace Curriculum(\.(?<room>\w+))?[\w.]*;", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^\| `(?<room>\w+)/` \|", RegexOptions.Multiline)]
    private static partial Regex ReadmeRow();
}
