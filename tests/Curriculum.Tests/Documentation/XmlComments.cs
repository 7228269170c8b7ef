using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Curriculum.Tests.Documentation;

/// <summary>The comments of the library as its users get them: from the XML file beside the assembly.</summary>
internal static partial class XmlComments
{
    private static readonly Dictionary<string, XElement> Members = XDocument.Load(Path.ChangeExtension(typeof(Curriculum.Functional.F).Assembly.Location, ".xml"))
        .Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);

    /// <summary>The comment of a type; null: none.</summary>
    public static XElement? Of(Type type) => Members.GetValueOrDefault("T:" + type.FullName!.Replace('+', '.'));

    /// <summary>The comment of a method; null: none.</summary>
    public static XElement? Of(MethodInfo method)
    {
        string parameters = string.Join(",", method.GetParameters().Select(p => Name(p.ParameterType)));
        return Members.GetValueOrDefault($"M:{method.DeclaringType!.FullName}.{method.Name}{(parameters.Length == 0 ? "" : $"({parameters})")}");
    }

    /// <summary>All words of a comment, and those of the members of <c>F</c> that it refers to: a layer says what it does by naming its function.</summary>
    public static string WithReferences(XElement comment)
    {
        var text = new StringBuilder(comment.Value);
        foreach (string reference in comment.Descendants("see").Select(see => see.Attribute("cref")?.Value ?? "").Where(name => name.StartsWith("M:Curriculum.Functional.F.", StringComparison.Ordinal)))
            text.Append('\n').Append(Members[reference].Value);
        return text.ToString();
    }

    /// <summary>Whether a text has a formula.</summary>
    public static bool HasFormula(string text) => Formula().IsMatch(text);

    /// <summary>Whether a text tells a shape.</summary>
    public static bool HasShape(string text) => ShapeText().IsMatch(text);

    /// <summary>Whether a text names where something comes from: a paper, a year, or the library whose convention it is.</summary>
    public static bool HasSource(string text) => Source().IsMatch(text);

    private static string Name(Type type)
    {
        if (type.IsArray)
            return Name(type.GetElementType()!) + "[]";
        if (!type.IsGenericType)
            return type.FullName!.Replace('+', '.');
        string open = type.GetGenericTypeDefinition().FullName!;
        return $"{open[..open.IndexOf('`', StringComparison.Ordinal)]}{{{string.Join(",", type.GetGenericArguments().Select(Name))}}}";
    }

    [GeneratedRegex(@"[=←·Σ√‖∂∞|⌊≤→]|max\(|log |tanh|−")]
    private static partial Regex Formula();

    [GeneratedRegex(@"\[[^\]]*\]|[Aa]ny shape|same shape|[Ss]ingle number|shape")]
    private static partial Regex ShapeText();

    [GeneratedRegex(@"arXiv:\d{4}\.\d{4,5}|\b(19|20)\d\d\b|PyTorch|NumPy")]
    private static partial Regex Source();
}
