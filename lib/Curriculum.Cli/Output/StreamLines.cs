namespace Curriculum.Cli.Output;

/// <summary>Makes lines of the pieces that a cell writes to the console. A carriage return begins the line anew, as on a terminal.</summary>
internal sealed class StreamLines
{
    private string _open = "";

    /// <summary>The line that has not ended yet, as it looks now.</summary>
    public string Unfinished => AsSeen(_open);

    /// <summary>Adds a piece and returns the lines that it finished.</summary>
    public IReadOnlyList<string> Add(string piece)
    {
        var lines = (_open + piece).Replace("\r\n", "\n").Split('\n');
        _open = lines[^1];
        return [.. lines[..^1].Select(AsSeen)];
    }

    /// <summary>Ends the line that has not ended.</summary>
    public string Take()
    {
        var rest = Unfinished;
        _open = "";
        return rest;
    }

    private static string AsSeen(string line)
    {
        var text = line.TrimEnd('\r');
        return text[(text.LastIndexOf('\r') + 1)..];
    }
}
