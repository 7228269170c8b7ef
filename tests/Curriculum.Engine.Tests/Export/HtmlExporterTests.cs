using System.Text.Json.Nodes;
using Curriculum.Engine.Documents;
using Curriculum.Engine.Export;
using Curriculum.Tests.Shared;

namespace Curriculum.Engine.Tests.Export;

public class HtmlExporterTests
{
    private static HtmlPage Export(params Cell[] cells) => HtmlExporter.Export(new Notebook { Cells = cells });

    private static Cell Prose(string markdown) => new("prose", CellKind.Markdown, markdown);

    private static Cell Code(string source, params CellOutput[] outputs) => new("code", CellKind.Code, source) { Outputs = outputs };

    [Fact]
    public void Prose_is_rendered_as_GitHub_does()
    {
        var page = Export(Prose("""
            # Title · 題 & more

            | a | b |
            |---|---|
            | 1 | **2** |

            <details><summary>日本語</summary>

            勾配 $\sigma'(u)$ です。

            </details>

            $$
            y = x^2
            $$
            """));

        Assert.Empty(page.Problems);
        Assert.Contains("<title>Title · 題 &amp; more</title>", page.Html);
        Assert.Contains("<td><strong>2</strong></td>", page.Html);
        Assert.Contains("<details><summary>日本語</summary>\n<p>勾配 <math", page.Html);
        Assert.Contains("""display="block"><semantics><mrow><mi>y</mi><mo>=</mo><msup><mi>x</mi><mn>2</mn></msup></mrow>""", page.Html);
    }

    [Fact]
    public void A_formula_that_cannot_be_shown_is_named_with_its_cell_and_shown_as_source()
    {
        var page = Export(Prose(@"so $\foo{x}$ it is"));

        Assert.Equal([@"cell prose: the command \foo is not known at character 1 of $\foo{x}$. Use one that is, or write the character itself."], page.Problems);
        Assert.Contains(@"<code class=""formula-error""", page.Html);
        Assert.Contains(@"$\foo{x}$</code>", page.Html);
    }

    [Theory]
    [InlineData("so $b$, it", "so <span class=\"tied\">", "</math>,</span> it</p>")]
    [InlineData("($b$). It", "(<span class=\"tied\">", "</math>).</span> It</p>")]
    [InlineData("式 $b$。次", "式 <span class=\"tied\">", "</math>。</span>次</p>")]
    [InlineData("so $b$.", "so <span class=\"tied\">", "</math>.</span></p>")]
    [InlineData("so $b$ is", "so <math", "</math> is</p>")]
    [InlineData("so $b$-th", "so <math", "</math>-th</p>")]
    [InlineData("so $b$", "so <math", "</math></p>")]
    public void A_line_does_not_begin_with_the_stop_that_follows_a_formula(string prose, string before, string after)
    {
        var html = Export(Prose(prose)).Html;

        Assert.Contains(before, html);
        Assert.Contains(after, html);
    }

    [Theory]
    [InlineData("var x = 1.5;", """<span class="k">var</span> x = <span class="n">1.5</span>;""")]
    [InlineData("// a < b\nF()", "<span class=\"c\">// a &lt; b</span>\n<span class=\"m\">F</span>()")]
    [InlineData("#r \"a.dll\"", "<span class=\"d\">#r &quot;a.dll&quot;</span>")]
    [InlineData("Figure.Line(x, y)", """<span class="t">Figure</span>.<span class="m">Line</span>(x, y)""")]
    [InlineData("$\"a{x}b\" + 'c'", """<span class="s">$&quot;</span><span class="s">a</span>{x}<span class="s">b</span><span class="s">&quot;</span> + <span class="s">'c'</span>""")]
    [InlineData("record P(int X);", """<span class="k">record</span> <span class="t">P</span>(<span class="k">int</span> X);""")]
    [InlineData("List<int> l", """<span class="t">List</span>&lt;<span class="k">int</span>&gt; l""")]
    public void Code_is_coloured_and_otherwise_unchanged(string code, string html)
    {
        Assert.Contains($"<code>{html}</code>", Export(Code(code)).Html);
        Assert.Equal(code, System.Net.WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Replace(html, "<[^>]+>", "")));
    }

    [Fact]
    public void Outputs_are_shown_in_their_richest_form_and_figures_inline()
    {
        var html = Export(Code(
            "x",
            new StreamOutput(StreamName.Output, "a < b\n"),
            new StreamOutput(StreamName.Error, "oh\n"),
            new DisplayData(new MimeBundle([new("text/plain", "plain"), new("image/svg+xml", "<svg><path d=\"M0 0\"/></svg>")])),
            new DisplayData(new MimeBundle([new("text/plain", "plain"), new("text/html", "<b>rich</b><script src=\"https://cdn.example/plotly.js\"></script>")])),
            new DisplayData(new MimeBundle("image/png", "iVBO\nRw0K")),
            new DisplayData(new MimeBundle("text/latex", "$$x^2$$")),
            new ExecuteResult(new MimeBundle("text/plain", "1 < 2")),
            new ErrorOutput("E", "m", ["E: m", "  at <line>"]))).Html;

        Assert.Contains("""<pre class="stdout">a &lt; b</pre>""", html);
        Assert.Contains("""<pre class="stderr">oh</pre>""", html);
        Assert.Contains("""<div class="output"><svg><path d="M0 0"/></svg></div>""", html);
        Assert.Contains("""<div class="output"><b>rich</b></div>""", html);
        Assert.Contains("src=\"data:image/png;base64,iVBORw0K\"", html);
        Assert.Contains("<msup><mi>x</mi><mn>2</mn></msup>", html);
        Assert.Contains("""<pre class="value">1 &lt; 2</pre>""", html);
        Assert.Contains("""<pre class="error">E: m""" + "\n  at &lt;line&gt;</pre>", html);
        Assert.DoesNotContain("plain<", html);
    }

    [Fact]
    public void The_page_asks_for_nothing_outside_itself()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a b.png", (byte[])[1, 2, 3]);
        var notebook = new Notebook
        {
            Path = folder["lesson.ipynb"],
            Cells =
            [
                Prose("![file](a%20b.png) ![pasted](attachment:p.png) ![gone](gone.png) ![far](https://example.org/a.png)") with
                {
                    Attachments = (JsonObject)JsonNode.Parse("""{"p.png": {"image/png": "UQ=="}}""")!,
                },
            ],
        };

        var page = HtmlExporter.Export(notebook);

        Assert.Contains("src=\"data:image/png;base64,AQID\"", page.Html);
        Assert.Contains("src=\"data:image/png;base64,UQ==\"", page.Html);
        Assert.Equal(2, page.Problems.Count);
        Assert.Contains("the image gone.png is not a file beside the notebook", page.Problems[0]);
        Assert.DoesNotMatch("(src|href)=\"(?!data:|#)", page.Html);
        Assert.DoesNotContain("<script", page.Html);
        Assert.DoesNotContain("@import", page.Html);
        Assert.DoesNotMatch("url\\((?!\"data:)", page.Html);
    }
}
