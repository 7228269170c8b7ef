using System.IO.Compression;
using Curriculum.Cli.Course;

namespace Curriculum.Cli.Tests;

/// <summary>A checkout with two optional parts, There and Absent, and a feed that has the package of the first.</summary>
internal static class PartsCourse
{
    private static readonly Repository Checkout = Repository.Find(AppContext.BaseDirectory);

    public static TemporaryCourse Create()
    {
        var course = new TemporaryCourse();
        foreach (var name in new[] { "Directory.Build.props", "lib/OptionalPart.props" }) course.Write(name, File.ReadAllText(Path.Combine(Checkout.Root, name)));
        course.Write("Directory.Packages.props", """
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
              <ItemGroup>
                <PackageVersion Include="Course.There" Version="1.0.0" />
                <PackageVersion Include="Course.Absent" Version="1.0.0" />
              </ItemGroup>
            </Project>
            """);
        // What the tests restore stays out of the packages of whoever runs them.
        course.Write("nuget.config", """
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <packageSources><clear /><add key="feed" value="feed" /></packageSources>
            </configuration>
            """);
        AddPackage(course, "Course.There");
        AddPart(course, "There", "Course.There", "internal static class Proof;");
        AddPart(course, "Absent", "Course.Absent", "internal static class Proof;");
        return course;
    }

    public static void AddPart(TemporaryCourse course, string name, string package, string code)
    {
        course.Write($"lib/Curriculum.{name}/Curriculum.{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <Import Project="../OptionalPart.props" />
              <PropertyGroup><Description>for {package}</Description></PropertyGroup>
              <ItemGroup Condition="'$(PartIsOn)' == 'true'"><PackageReference Include="{package}" /></ItemGroup>
            </Project>
            """);
        course.Write($"lib/Curriculum.{name}/Proof.cs", code);
    }

    private static void AddPackage(TemporaryCourse course, string id)
    {
        Directory.CreateDirectory(course.Path("feed"));
        using var package = ZipFile.Open(course.Path($"feed/{id}.1.0.0.nupkg"), ZipArchiveMode.Create);
        using var nuspec = new StreamWriter(package.CreateEntry($"{id}.nuspec").Open());
        nuspec.Write($"""<package><metadata><id>{id}</id><version>1.0.0</version><authors>tests</authors><description>of a test</description></metadata></package>""");
    }
}
