
namespace Curriculum.Engine.Export.Mathematics;

/// <summary>Converts the TeX of lessons to MathML, which browsers render by themselves: no script, no font to download.</summary>
/// <remarks>
/// A subset of LaTeX and amsmath: fractions, roots, scripts, sums, accents, delimiters, matrices, cases, aligned equations, text, alphabets.
/// What is not known is an error, never a guess. Source: <see href="https://www.w3.org/TR/mathml-core/"/>.
/// </remarks>
public static class TexToMathMl
{
    /// <summary>Converts a formula.</summary>
    /// <param name="formula">The TeX between the dollar signs.</param>
    /// <param name="isDisplay">Whether it stands on its own (<c>$$…$$</c>).</param>
    /// <exception cref="TexException">The formula is malformed or holds a command that is not known.</exception>
    public static string Convert(string formula, bool isDisplay)
    {
        var body = new TexParser(formula).ParseFormula();
        var display = isDisplay ? """ display="block" """.TrimEnd() : "";
        return $"""<math xmlns="http://www.w3.org/1998/Math/MathML"{display}><semantics><mrow>{body}</mrow><annotation encoding="application/x-tex">{HtmlText.Encode(formula.Trim())}</annotation></semantics></math>""";
    }
}
