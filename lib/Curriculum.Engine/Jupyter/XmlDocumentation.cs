using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Curriculum.Engine.Jupyter;

/// <summary>The XML file that the compiler writes beside an assembly, as plain text.</summary>
internal static partial class XmlDocumentation
{
    private static readonly ConcurrentDictionary<(string File, DateTime Written), IReadOnlyDictionary<string, XElement>> Files = new();

    /// <summary>Summary, parameters and result of a symbol; null when its assembly brings no documentation of it.</summary>
    public static string? Of(Compilation compilation, ISymbol symbol)
    {
        symbol = symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension : symbol;
        if (symbol.ContainingAssembly is not { } assembly || compilation.GetMetadataReference(assembly) is not PortableExecutableReference { FilePath: { } path })
            return null;

        string file = Path.ChangeExtension(path, ".xml");
        if (!File.Exists(file) || symbol.OriginalDefinition.GetDocumentationCommentId() is not { } id)
            return null;

        var members = Files.GetOrAdd((file, File.GetLastWriteTimeUtc(file)), key => Read(key.File));
        return members.TryGetValue(id, out var member) && Text(member) is { Length: > 0 } text ? text : null;
    }

    private static Dictionary<string, XElement> Read(string file)
    {
        try
        {
            // With its space, which alone keeps two elements apart.
            return XDocument.Load(file, LoadOptions.PreserveWhitespace).Descendants("member")
                .Where(member => member.Attribute("name") is not null)
                .DistinctBy(member => (string)member.Attribute("name")!)
                .ToDictionary(member => (string)member.Attribute("name")!);
        }
        catch (XmlException)
        {
            return []; // A build that is under way; the file has another time when it is done.
        }
    }

    private static string Text(XElement member)
    {
        var lines = new List<string>();
        if (member.Element("summary") is { } summary)
            lines.Add(Plain(summary));
        lines.AddRange(member.Elements("param").Select(parameter => $"  {(string?)parameter.Attribute("name")}: {Plain(parameter)}"));
        if (member.Element("returns") is { } returns)
            lines.Add($"  returns {Plain(returns)}");
        if (member.Element("remarks") is { } remarks)
            lines.Add(Plain(remarks));
        return string.Join('\n', lines);
    }

    private static string Plain(XElement element) => Space().Replace(string.Concat(element.Nodes().Select(Plain)), " ").Trim();

    private static string Plain(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { FirstNode: null } reference => ((string?)reference.Attribute("cref") ?? (string?)reference.Attribute("langword") ?? (string?)reference.Attribute("name") ?? "") switch
        {
            // T:Curriculum.Arrays.NdArray, M:Curriculum.Functional.F.Relu(Curriculum.Autograd.Tensor)
            { Length: > 2 } name when name[1] == ':' => name.Split('(')[0].Split('.')[^1].Split(':')[^1],
            var name => name,
        },
        XElement inner => string.Concat(inner.Nodes().Select(Plain)),
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
