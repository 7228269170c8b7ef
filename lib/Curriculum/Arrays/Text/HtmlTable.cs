using System.Net;
using System.Text;

namespace Curriculum.Arrays.Text;

/// <summary>Arrays as HTML tables: one for a vector or a matrix, one for each matrix of an array of more axes; large ones with an ellipsis.</summary>
internal static class HtmlTable
{
    public static string Write(NdArray array)
    {
        array = array.To(Device.Cpu);
        var text = new StringBuilder("<div class=\"ndarray\">");
        text.Append($"<div>{array.DType} {WebUtility.HtmlEncode(array.Shape.ToString())}</div>");
        if (array.Rank == 0)
        {
            text.Append($"<div>{ElementFormat.Single(array)}</div>");
        }
        else if (array.Size > 0)
        {
            bool summarise = array.Size > ArrayPrinter.Threshold;
            Matrices(text, array, ElementFormat.For(summarise ? ArrayPrinter.Corners(array) : array), summarise, "");
        }

        return text.Append("</div>").ToString();
    }

    private static void Matrices(StringBuilder text, NdArray array, ElementFormat format, bool summarise, string position)
    {
        if (array.Rank <= 2)
        {
            if (position.Length > 0)
                text.Append($"<div>[{position}:, :]</div>");
            Table(text, array.Rank == 1 ? array.ExpandDims(0) : array, format, summarise, rowHeads: array.Rank == 2);
            return;
        }

        foreach (int? shown in ArrayPrinter.Shown(array.Shape[0], summarise))
        {
            if (shown is { } i)
                Matrices(text, array[i], format, summarise, $"{position}{i}, ");
            else
                text.Append("<div>⋮</div>");
        }
    }

    private static void Table(StringBuilder text, NdArray matrix, ElementFormat format, bool summarise, bool rowHeads)
    {
        var columns = ArrayPrinter.Shown(matrix.Shape[1], summarise);
        text.Append("<table><thead><tr>").Append(rowHeads ? "<th></th>" : "");
        foreach (int? column in columns)
            text.Append($"<th>{column?.ToString() ?? "…"}</th>");
        text.Append("</tr></thead><tbody>");
        foreach (int? row in ArrayPrinter.Shown(matrix.Shape[0], summarise))
        {
            text.Append("<tr>").Append(rowHeads ? $"<th>{row?.ToString() ?? "⋮"}</th>" : "");
            foreach (int? column in columns)
            {
                string cell = row is null ? (column is null ? "⋱" : "⋮") : column is null ? "…" : format.Format(matrix[row.Value, column.Value]).Trim();
                text.Append($"<td style=\"text-align:right\">{cell}</td>");
            }

            text.Append("</tr>");
        }

        text.Append("</tbody></table>");
    }
}
