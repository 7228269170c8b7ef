using System.Reflection;
using System.Runtime.Loader;
using Curriculum.Engine.Documents;
using Curriculum.Engine.Execution;
using Microsoft.CodeAnalysis;

namespace Curriculum.Engine.Tests.Execution;

public sealed class ReferenceTests : SessionTest
{
    // Every test has a library of its own name: assemblies stay loaded in the process.
    private string Library(string name, string source = FixtureLibrary.Distance) =>
        FixtureLibrary.Compile(Directory.CreateDirectory(Path.Combine(Folder, "lib")).FullName, name, source);

    [Fact]
    public async Task A_local_DLL_is_referenced_relative_to_the_notebook_and_shown_by_its_own_formatters()
    {
        Library("FixtureShown");
        var lesson = Directory.CreateDirectory(Path.Combine(Folder, "day1", "section1")).FullName;
        using var session = new NotebookSession(new SessionOptions { BaseDirectory = lesson });

        var result = await session.ExecuteAsync("#r \"../../lib/FixtureShown.dll\"\nusing Fixture;\nnew Distance(3)");

        Assert.Equal([new ExecuteResult(new MimeBundle([new("text/html", "<i>3 km</i>"), new("text/plain", "3 km")]))], result.Outputs);
        Assert.Equal("<i>4 km</i>", ((DataOutput)(await session.ExecuteAsync("display(new Distance(4));")).Outputs[0]).Data["text/html"]);
    }

    [Fact]
    public async Task What_a_DLL_needs_is_found_beside_it()
    {
        var needed = Library("FixtureNeeded", "public static class Needed { public static int Value => 5; }");
        FixtureLibrary.Compile(Path.GetDirectoryName(needed)!, "FixtureNeeds", "public static class Needs { public static int Value => Needed.Value + 1; }", needed);

        Assert.Equal("6", await PlainResult("#r \"lib/FixtureNeeds.dll\"\nNeeds.Value"));
    }

    [Fact]
    public async Task A_DLL_can_be_rebuilt_while_a_session_uses_it()
    {
        var path = Library("FixtureRebuilt", "public static class Answer { public static int Value => 1; }");
        Assert.Equal("1", await PlainResult("#r \"lib/FixtureRebuilt.dll\"\nAnswer.Value"));

        // Before the next step, which would end the process if the file itself were in use.
        Assert.NotEqual(path, await PlainResult("typeof(Answer).Assembly.Location"));

        // Truncated in place, as a build does it: code mapped from the file itself would be lost.
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.None))
            file.SetLength(0);

        Assert.Equal("2", await PlainResult("Answer.Value + new[] { 1 }.Select(x => Answer.Value).First()"));
    }

    [SkippableFact]
    public async Task The_copies_that_a_session_loads_are_gone_with_it()
    {
        Skip.If(OperatingSystem.IsWindows(), "a file that a process has loaded cannot be deleted there");
        Library("FixtureCopied", "public static class Copied { public static int Value => 1; }");
        string copy;
        using (var session = new NotebookSession(new SessionOptions { BaseDirectory = Folder }))
        {
            copy = ((DataOutput)(await session.ExecuteAsync("#r \"lib/FixtureCopied.dll\"\ntypeof(Copied).Assembly.Location")).Outputs[0]).Data["text/plain"]!;
            Assert.True(File.Exists(copy), copy);
        }

        Assert.NotEqual(Folder, Path.GetDirectoryName(copy));
        for (string? folder = Path.GetDirectoryName(copy); Path.GetFullPath(Path.GetTempPath()) != folder + Path.DirectorySeparatorChar; folder = Path.GetDirectoryName(folder))
            Assert.False(Directory.Exists(folder), folder);
    }

    [Fact]
    public async Task A_DLL_that_the_host_runs_on_is_shared_with_it()
    {
        var library = Library("FixtureShared");
        var copies = Directory.CreateDirectory(Path.Combine(Folder, "host")).FullName;
        File.Copy(library, Path.Combine(copies, "FixtureShared.dll"));
        var host = AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.Combine(copies, "FixtureShared.dll")).GetType("Fixture.Distance")!;
        host.GetField("Count")!.SetValue(null, 41);

        Assert.Equal("42", await PlainResult("#r \"lib/FixtureShared.dll\"\nusing Fixture;\nvar d = new Distance(1); Distance.Count"));

        Assert.Equal(42, host.GetField("Count", BindingFlags.Public | BindingFlags.Static)!.GetValue(null));
        Assert.Equal("<i>1 km</i>", ((DataOutput)(await Outputs("d"))[0]).Data["text/html"]);
    }

    [Fact]
    public async Task Another_build_of_a_DLL_that_the_host_runs_on_is_refused_with_both_paths()
    {
        var copies = Directory.CreateDirectory(Path.Combine(Folder, "host")).FullName;
        var loaded = FixtureLibrary.Compile(copies, "FixtureStale", FixtureLibrary.Distance);
        AssemblyLoadContext.Default.LoadFromAssemblyPath(loaded);
        var referenced = Library("FixtureStale", FixtureLibrary.Distance + "public class AddedSince { }");

        var text = await ErrorText("#r \"lib/FixtureStale.dll\"\n1");

        Assert.Contains("FixtureStale.dll must be the build that this program itself runs on", text);
        Assert.Contains("If it was built anew while this ran, restart: the kernel, in a notebook.", text);
        Assert.Contains(referenced, text);
        Assert.Contains(loaded, text);
        Assert.Contains("dotnet build -c Release", text);
    }

    [Fact]
    public async Task A_script_is_loaded_relative_to_the_notebook()
    {
        File.WriteAllText(Path.Combine(Folder, "helpers.csx"), "int Loaded() => 9;");

        Assert.Equal("9", await PlainResult("#load \"helpers.csx\"\nLoaded()"));
    }

    [Fact]
    public void The_metadata_of_the_platform_is_read_once_for_all_sessions()
    {
        var reference = Resolve(new CachingMetadataResolver(Folder));

        Assert.Same(reference, Resolve(new CachingMetadataResolver(Path.GetTempPath())));

        static MetadataReference Resolve(CachingMetadataResolver resolver) =>
            Assert.Single(resolver.ResolveReference("System.Runtime", null, MetadataReferenceProperties.Assembly));
    }
}
