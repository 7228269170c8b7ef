using Curriculum.Display;
using Curriculum.Parts;
using Curriculum.Tests.Shared;

namespace Curriculum.Tests.Parts;

public class OptionalPartTests
{
    [Fact]
    public void A_part_that_is_not_built_is_absent_and_no_error() => Assert.Null(OptionalPart.Find<ILiveDisplay>("Nobody"));

    [Fact]
    public void The_one_class_of_a_part_that_does_the_work_is_made() =>
        Assert.Equal("shown", ((Stand)OptionalPart.FindIn<IStand>(typeof(OptionalPartTests).Assembly.Location, "Stand")!).Text);

    [Fact]
    public void A_part_without_such_a_class_is_told_as_one_of_another_version()
    {
        string file = typeof(OptionalPartTests).Assembly.Location;
        var problem = Assert.Throws<InvalidOperationException>(() => OptionalPart.FindIn<IDisposableStand>(file, "Gpu"));
        Assert.Equal($"Part Gpu: {file} does not fit this version of the library. Build it anew: dotnet build -c Release lib/Curriculum.Gpu", problem.Message);
    }

    [Fact]
    public void A_file_that_is_no_assembly_is_told_in_the_same_way()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("empty.dll", "");
        var problem = Assert.Throws<InvalidOperationException>(() => OptionalPart.FindIn<ILiveDisplay>(file, "Gpu"));
        Assert.IsType<BadImageFormatException>(problem.InnerException);
    }

    internal interface IStand
    {
        string Text { get; }
    }

    internal interface IDisposableStand;

    internal sealed class Stand : IStand
    {
        public string Text => "shown";
    }
}
