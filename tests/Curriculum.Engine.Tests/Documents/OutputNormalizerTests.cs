using Curriculum.Engine.Documents;

namespace Curriculum.Engine.Tests.Documents;

public class OutputNormalizerTests
{
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), "lesson");
    private readonly OutputNormalizer _normalizer = new(Folder);

    private string Stream(string text) => ((StreamOutput)_normalizer.Normalize([new StreamOutput(StreamName.Output, text)])[0]).Text;

    private string Html(string text) => ((DisplayData)_normalizer.Normalize([new DisplayData(new MimeBundle("text/html", text))])[0]).Data["text/html"];

    [Theory]
    [InlineData("a\r\nb\rc", "a\nb\nc")]
    [InlineData("Submission#12+Point and Submission#3", "Submission#N+Point and Submission#N")]
    [InlineData("id 3f2504e0-4f89-11d3-9a0c-0305e82c3301, other 3f2504e0-4f89-11d3-9a0c-0305e82c3302, id 3F2504E0-4F89-11D3-9A0C-0305E82C3301",
        "id 00000000-0000-0000-0000-000000000001, other 00000000-0000-0000-0000-000000000002, id 00000000-0000-0000-0000-000000000001")]
    [InlineData("md5 d41d8cd98f00b204e9800998ecf8427e", "md5 d41d8cd98f00b204e9800998ecf8427e")]
    [InlineData("0.12345678901234567890", "0.12345678901234567890")]
    public void What_differs_from_run_to_run_is_taken_out_of_text(string text, string expected)
    {
        Assert.Equal(expected, Stream(text));
        Assert.Equal(expected, Stream(expected));
    }

    [Fact]
    public void Folders_of_the_machine_are_named_by_what_they_are()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

        Assert.Equal("in ./a.cs, ./", Stream($"in {Folder}/a.cs, {Folder}/"));
        Assert.Equal("<temp>/x <temp>/lesson2", Stream($"{Path.Combine(Path.GetTempPath(), "x")} {Folder}2"));
        Assert.Equal("~/data", Stream($"{home}/data"));
    }

    [Fact]
    public void Generated_ids_in_markup_are_numbered()
    {
        Assert.Equal(
            """<g id="clip-00000000000000000000000000000001" clip-path="url(#clip-00000000000000000000000000000001)"/> d41d8cd98f00b204e9800998ecf8427e""",
            Html("""<g id="clip-d41d8cd98f00b204e9800998ecf8427e" clip-path="url(#clip-d41d8cd98f00b204e9800998ecf8427e)"/> d41d8cd98f00b204e9800998ecf8427e"""));
    }

    [Fact]
    public void Errors_are_normalised_in_all_their_parts()
    {
        var error = (ErrorOutput)_normalizer.Normalize([new ErrorOutput("E", "Submission#1", ["Submission#2\r"])])[0];

        Assert.Equal(new ErrorOutput("E", "Submission#N", ["Submission#N\n"]), error);
    }
}
