using System.Text;

namespace Curriculum.Engine.Export.Mathematics;

/// <summary>The environments: everything made of rows and columns.</summary>
internal sealed partial class TexParser
{
    private string ParseEnvironment(TexToken begin)
    {
        var name = _lexer.RawArgument("begin", begin.Position).Trim();
        var columns = name == "array" ? _lexer.RawArgument("array", begin.Position) : "";
        var rows = ParseRows(allowsColumns: true);
        var end = _lexer.Next();
        if (end is not { Kind: TexTokenKind.Command, Text: "end" })
            throw end.Kind == TexTokenKind.EndOfFormula ? new TexException(formula, begin.Position, $"\\begin{{{name}}} has no \\end", $"Add \\end{{{name}}}.") : Unexpected(end);
        var closed = _lexer.RawArgument("end", end.Position).Trim();
        if (closed != name)
            throw new TexException(formula, end.Position, $"\\end{{{closed}}} closes \\begin{{{name}}}", $"Write \\end{{{name}}}.");
        return name switch
        {
            "matrix" or "smallmatrix" => Table(rows, ["center"]),
            "pmatrix" => Fence.Around("(", Table(rows, ["center"]), ")"),
            "bmatrix" => Fence.Around("[", Table(rows, ["center"]), "]"),
            "Bmatrix" => Fence.Around("{", Table(rows, ["center"]), "}"),
            "vmatrix" => Fence.Around("|", Table(rows, ["center"]), "|"),
            "Vmatrix" => Fence.Around("‖", Table(rows, ["center"]), "‖"),
            "cases" => Fence.Around("{", Table(rows, ["left"]), ""),
            "array" => Table(rows, [.. columns.Where(c => c is 'l' or 'c' or 'r').Select(c => c switch { 'l' => "left", 'r' => "right", _ => "center" })]),
            // In pairs: a right-hand and a left-hand column meet at the sign that they are aligned at.
            "aligned" or "align" or "align*" or "split" or "alignedat" => Table(rows, ["right", "left"], isEquation: true),
            "gathered" or "gather" or "gather*" => Table(rows, ["center"], isEquation: true),
            "equation" or "equation*" => rows is [[var only]] ? only : Table(rows, ["center"]),
            _ => throw new TexException(formula, begin.Position, $"the environment {name} is not known", "Use matrix, pmatrix, bmatrix, cases, array, aligned or gathered."),
        };
    }

    /// <summary>A table.</summary>
    /// <param name="rows">Its cells.</param>
    /// <param name="alignments">How its columns are aligned, repeated as often as there are more of them.</param>
    /// <param name="isEquation">Whether it is set like displayed equations: tall, and without a gap between the two sides of one.</param>
    private static string Table(List<List<string>> rows, string[] alignments, bool isEquation = false)
    {
        var table = new StringBuilder(isEquation ? """<mtable displaystyle="true">""" : "<mtable>");
        foreach (var row in rows)
        {
            table.Append("<mtr>");
            foreach (var (column, cell) in row.Index())
                table.Append($"""<mtd style="text-align:{alignments[column % alignments.Length]}{(isEquation ? Gap(column) : "")}">{cell}</mtd>""");
            table.Append("</mtr>");
        }
        return table.Append("</mtable>").ToString();
    }

    // Columns come in pairs, left and right of the sign; a wide gap separates one equation of a line from the next.
    private static string Gap(int column) =>
        column % 2 == 1 ? ";padding-left:0" : column == 0 ? ";padding-right:0" : ";padding-left:2em;padding-right:0";
}
