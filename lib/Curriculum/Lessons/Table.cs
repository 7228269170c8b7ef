using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using Curriculum.Display;
using Curriculum.Lessons.Figures;

namespace Curriculum.Lessons;

/// <summary>A small table of results: <c>new Table("network", "test accuracy").Row("ReLU, He", 0.953)</c>.</summary>
/// <remarks>A table is immutable; <see cref="Row"/> returns a new one. A column of numbers is aligned to the right.</remarks>
[TypeFormatterSource(typeof(ViewFormatters), PreferredMimeTypes = [ViewFormatters.Html, ViewFormatters.Plain])]
public sealed class Table : IHtmlView
{
    private readonly ImmutableArray<string> _headers;
    private readonly ImmutableArray<ImmutableArray<object?>> _rows;
    private readonly string? _caption;

    /// <summary>An empty table.</summary>
    /// <param name="headers">The names of the columns.</param>
    /// <exception cref="ArgumentException">No column.</exception>
    public Table(params string[] headers) : this([.. headers], [], null)
    {
        if (headers.Length == 0) throw new ArgumentException("Table: headers must name at least one column, got none.");
    }

    private Table(ImmutableArray<string> headers, ImmutableArray<ImmutableArray<object?>> rows, string? caption) => (_headers, _rows, _caption) = (headers, rows, caption);

    /// <summary>Adds a row.</summary>
    /// <param name="cells">One value a column: numbers are written with four significant digits, null as a dash.</param>
    /// <exception cref="ArgumentException">More or fewer cells than columns.</exception>
    public Table Row(params object?[] cells) => cells.Length == _headers.Length
        ? new(_headers, _rows.Add([.. cells]), _caption)
        : throw new ArgumentException($"Table: a row must have one cell a column ({_headers.Length}: {string.Join(", ", _headers)}), got {cells.Length}.");

    /// <summary>A note below the table.</summary>
    /// <param name="text">The note.</param>
    public Table Caption(string text) => new(_headers, _rows, text);

    /// <summary>The table for a page.</summary>
    public string ToHtml()
    {
        var html = new StringBuilder("<table style=\"border-collapse:collapse\">\n<thead><tr>");
        for (var c = 0; c < _headers.Length; c++) html.Append($"<th style=\"{Style(c)};border-bottom:2px solid #888\">{Encode(_headers[c])}</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in _rows)
        {
            html.Append("<tr>");
            for (var c = 0; c < row.Length; c++) html.Append($"<td style=\"{Style(c)};border-bottom:1px solid #ccc\">{Encode(Text(row[c]))}</td>");
            html.Append("</tr>\n");
        }
        html.Append("</tbody></table>");
        return _caption is null ? html.ToString() : html.Append($"\n<div style=\"margin-top:4px\">{Encode(_caption)}</div>").ToString();
    }

    /// <summary>The table for a terminal.</summary>
    public override string ToString()
    {
        var cells = _rows.Select(r => r.Select(Text).ToArray()).ToArray();
        var widths = _headers.Select((h, c) => cells.Select(r => TextMeasure.Columns(r[c])).Append(TextMeasure.Columns(h)).Max()).ToArray();
        var lines = new List<string> { Line([.. _headers]), string.Join("  ", widths.Select(w => new string('─', w))) };
        lines.AddRange(cells.Select(Line));
        if (_caption is not null) lines.Add(_caption);
        return string.Join('\n', lines);

        string Line(string[] row) => string.Join("  ", row.Select((text, c) => IsNumeric(c)
            ? new string(' ', widths[c] - TextMeasure.Columns(text)) + text
            : TextMeasure.Pad(text, widths[c]))).TrimEnd();
    }

    private static string Text(object? cell) => cell switch
    {
        null => "–",
        bool flag => flag ? "✓" : "✗",
        double number => NumberText.Short(number),
        float number => NumberText.Short(number),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };

    private bool IsNumeric(int column) => _rows.Length > 0 && _rows.All(r => r[column] is null or double or float or int or long or decimal);

    private string Style(int column) => $"padding:3px 12px;text-align:{(IsNumeric(column) ? "right" : "left")}";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
