using Curriculum.Data;

namespace Curriculum.Tests.Data;

public class DataManifestTests
{
    private const string Hash = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    public static TheoryData<string, string> Wrong => new()
    {
        { "{", "Data manifest: " },
        { "null", "expected an object, got null" },
        { """{ "sets": [] }""", "files" },
        { """{ "sets": [], "files": [], "extra": 1 }""", "extra" },
        { Manifest(path: "../escape"), "path must be relative, with forward slashes, inside the data folder, got '../escape'" },
        { Manifest(path: "/etc/file"), "got '/etc/file'" },
        { Manifest(path: "a//b"), "got 'a//b'" },
        { Manifest(path: @"a\\b"), @"got 'a\b'" },
        { Manifest(path: "c:/b"), "got 'c:/b'" },
        { Manifest(sha256: Hash[1..]), "sha256 of 'set/file' must be 64 lower-case hexadecimal digits" },
        { Manifest(sha256: Hash.ToUpperInvariant()), "sha256 of 'set/file'" },
        { Manifest(bytes: 0), "bytes of 'set/file' must be positive, got 0" },
        { Manifest(address: "file:///tmp/x"), "addresses of 'set/file' must be" },
        { Manifest(address: "relative"), "addresses of 'set/file' must be" },
        { Manifest(names: "set/other"), "set 'set' names 'set/other', which is not under \"files\"" },
    };

    [Fact]
    public void The_course_knows_these_sets()
    {
        var manifest = DataManifest.Default;
        Assert.Equal(["digits", "mnist", "mnist10k", "tanaka"], manifest.Entries.Select(e => e.Name));
        Assert.True(manifest["digits"].IsGenerated);
        Assert.Equal(11_594_722, manifest["mnist"].Bytes);
        Assert.Equal(manifest["mnist"].Files.Skip(2), manifest["mnist10k"].Files);
        Assert.Equal(6, manifest["tanaka"].Files.Count);
        Assert.All(manifest.Entries, e => Assert.All([e.Description, e.Licence, e.Origin], text => Assert.False(string.IsNullOrWhiteSpace(text))));
    }

    [Fact]
    public void Every_public_file_has_two_hosts_or_more()
    {
        foreach (var file in DataManifest.Default.Entries.SelectMany(e => e.Files))
        {
            Assert.True(file.Addresses.Select(a => a.Host).Distinct().Count() >= 2, file.Path);
            Assert.All(file.Addresses, a => Assert.EndsWith(file.Path.Split('/')[^1], a.AbsolutePath, StringComparison.Ordinal));
            Assert.All(file.Addresses, a => Assert.Equal(Uri.UriSchemeHttps, a.Scheme));
        }
    }

    [Fact]
    public void An_unknown_name_is_refused_with_the_known_ones()
    {
        var error = Assert.Throws<ArgumentException>(() => DataManifest.Default["minst"]);
        Assert.Contains("name must be one of digits, mnist, mnist10k, tanaka, got 'minst'", error.Message);
    }

    [Fact]
    public void A_manifest_is_read_as_it_is_written()
    {
        var entry = Assert.Single(DataManifest.Parse(Manifest()).Entries);
        Assert.Equal(("set", "d", "l", "o"), (entry.Name, entry.Description, entry.Licence, entry.Origin));
        var file = Assert.Single(entry.Files);
        Assert.Equal(("set/file", 5, Hash), (file.Path, file.Bytes, file.Sha256));
        Assert.Equal([new Uri("https://example.org/file")], file.Addresses);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_faulty_manifest_is_refused_with_the_fault(string json, string message)
    {
        var error = Assert.Throws<FormatException>(() => DataManifest.Parse(json));
        Assert.StartsWith("Data manifest: ", error.Message);
        Assert.Contains(message, error.Message);
    }

    [SkippableFact]
    public void The_shared_files_are_the_ones_of_the_manifest()
    {
        Skip.If(string.IsNullOrEmpty(Environment.GetEnvironmentVariable(DataFolder.Variable)), "$CURRICULUM_DATA names no folder with public data");
        var here = DataManifest.Default.Entries.SelectMany(e => e.Files).Distinct().Select(f => (f.Path, State: DataFolder.Default.State(f))).ToArray();
        Assert.DoesNotContain(here, f => f.State == DataFileState.Damaged);
        Skip.IfNot(here.Any(f => f.State == DataFileState.Present), "$CURRICULUM_DATA has none of the manifest's files");
    }

    private static string Manifest(string path = "set/file", int bytes = 5, string sha256 = Hash, string address = "https://example.org/file", string? names = null) =>
        $$"""
        {
          "sets": [{ "name": "set", "description": "d", "licence": "l", "origin": "o", "files": ["{{names ?? path}}"] }],
          "files": [{ "path": "{{path}}", "bytes": {{bytes}}, "sha256": "{{sha256}}", "addresses": ["{{address}}"] }]
        }
        """;
}
