using Curriculum.Tests.Shared;

namespace Curriculum.Tests.Goldens;

public class GoldenFilesTests
{
    [Theory]
    [InlineData("elementwise")]
    [InlineData("matmul")]
    [InlineData("textbook_training")]
    public void Every_array_of_a_family_has_as_many_elements_as_its_shape(string family)
    {
        var arrays = GoldenFiles.Cases(family).SelectMany(golden => golden.Inputs.Concat(golden.Outputs).Concat(golden.Gradients)).Select(entry => entry.Value).ToList();
        Assert.NotEmpty(arrays);
        Assert.All(arrays, array => Assert.Equal(array.Shape.Aggregate(1, (a, b) => a * b), array.Data.Length));
    }

    [Fact]
    public void Sets_in_folders_of_the_same_name_keep_all_their_cases()
    {
        using var folder = new TemporaryFolder();
        foreach (string set in new[] { "first/seed", "second/seed" })
            folder.Write($"{set}/sums.json", "{\"cases\": [{\"name\": \"a\"}]}");
        Assert.Equal(["first/seed/a", "second/seed/a"], GoldenFiles.CasesBelow(folder.Path, "sums").Select(golden => golden.Name));
        folder.Write("first/seed/sums.json", "{\"cases\": [{\"name\": \"a\"}, {\"name\": \"a\"}]}");
        var error = Assert.Throws<InvalidDataException>(() => GoldenFiles.CasesBelow(folder.Path, "sums"));
        Assert.Equal("sums: two cases are called first/seed/a, so one of them would never be tested.", error.Message);
    }

    [Fact]
    public void A_family_that_is_not_there_is_an_error_and_not_an_empty_list() =>
        Assert.Throws<FileNotFoundException>(() => GoldenFiles.Cases("no_such_family"));
}
