using System.Globalization;
using System.Text.RegularExpressions;

namespace Curriculum.Engine.Documents;

/// <summary>Takes out of outputs what differs from run to run or from machine to machine without meaning anything.</summary>
/// <remarks>
/// Line ends become LF, <c>Submission#12</c> becomes <c>Submission#N</c>, folders of this machine become <c>.</c>, <c>~</c> and <c>&lt;temp&gt;</c>,
/// generated ids are numbered in the order of their appearance in the cell. Applying it twice changes nothing more.
/// </remarks>
public sealed partial class OutputNormalizer
{
    private readonly List<(string Folder, string Name)> _folders;

    /// <summary>A normaliser for the outputs of cells that ran in the given folder.</summary>
    public OutputNormalizer(string baseDirectory)
    {
        (string Folder, string Name)[] folders =
        [
            (Path.GetFullPath(baseDirectory), "."),
            (Path.GetTempPath(), "<temp>"),
            (Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "~"),
        ];
        _folders =
        [
            .. folders
                .Select(f => (Folder: Path.TrimEndingDirectorySeparator(f.Folder), f.Name))
                // "/" or "C:\" as a home is no name of this machine and would match everywhere.
                .Where(f => Path.GetPathRoot(f.Folder) != f.Folder && f.Folder.Length > 0)
                .OrderByDescending(f => f.Folder.Length),
        ];
    }

    /// <summary>The outputs of one cell, normalised.</summary>
    public IReadOnlyList<CellOutput> Normalize(IEnumerable<CellOutput> outputs)
    {
        var ids = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        return [.. outputs.Select(output => Normalize(output, ids))];
    }

    private CellOutput Normalize(CellOutput output, Dictionary<string, string> ids) => output switch
    {
        StreamOutput stream => stream with { Text = Normalize(stream.Text, ids) },
        DataOutput data => data with { Data = data.Data.Map((mimeType, text) => Normalize(text, ids, isMarkup: mimeType is MimeTypes.Html or MimeTypes.Svg)) },
        ErrorOutput error => error with { Message = Normalize(error.Message, ids), Traceback = [.. error.Traceback.Select(line => Normalize(line, ids))] },
        _ => output,
    };

    private string Normalize(string text, Dictionary<string, string> ids, bool isMarkup = false)
    {
        text = LineEndings.ToLf(text);
        text = SubmissionNumber().Replace(text, "Submission#N");
        foreach (var (folder, name) in _folders)
            text = ReplaceFolder(text, folder, name);
        text = DashedGuid().Replace(text, match => Renamed(match.Value, ids));
        return isMarkup ? BareGuid().Replace(text, match => Renamed(match.Value, ids)) : text;
    }

    private static string ReplaceFolder(string text, string folder, string name)
    {
        for (var at = text.IndexOf(folder, StringComparison.Ordinal); at >= 0; at = text.IndexOf(folder, at + 1, StringComparison.Ordinal))
        {
            var end = at + folder.Length;
            // Only whole folder names: /home/ann is not a part of /home/anna.
            if (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '-' or '_'))
                continue;
            text = string.Concat(text.AsSpan(0, at), name, text.AsSpan(end));
        }
        return text;
    }

    private static string Renamed(string id, Dictionary<string, string> ids)
    {
        if (id.StartsWith("00000000", StringComparison.Ordinal))
            return id;
        if (!ids.TryGetValue(id, out var name))
        {
            var number = (ids.Count + 1).ToString("d12", CultureInfo.InvariantCulture);
            ids[id] = name = id.Contains('-') ? $"00000000-0000-0000-0000-{number}" : $"00000000000000000000{number}";
        }
        return name;
    }

    [GeneratedRegex(@"Submission#\d+")]
    private static partial Regex SubmissionNumber();

    [GeneratedRegex("(?<![0-9A-Za-z])[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}(?![0-9A-Za-z])")]
    private static partial Regex DashedGuid();

    // Guid.ToString("N") in an attribute, alone or behind a prefix such as "clip"; 32 digits elsewhere may be a hash that means something.
    [GeneratedRegex("""(?<=(?:id|for|class|href|xlink:href|aria-labelledby|aria-describedby)\s*=\s*["'][^"'<>]*|url\(#[^)<>]*)(?<![0-9A-Fa-f])[0-9a-fA-F]{32}(?![0-9A-Za-z])""")]
    private static partial Regex BareGuid();
}
