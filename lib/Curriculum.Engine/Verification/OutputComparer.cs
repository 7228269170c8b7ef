using System.Text;
using Curriculum.Engine.Documents;

namespace Curriculum.Engine.Verification;

/// <summary>Compares outputs by the rule of their cell: exactly, within a tolerance, or by their form only.</summary>
internal static class OutputComparer
{
    /// <summary>Whether fresh outputs are what the stored ones say, as far as the cell asks for it.</summary>
    public static bool AreEqual(Cell cell, IEnumerable<CellOutput> stored, IEnumerable<CellOutput> fresh) => AreEqual(cell, Text(stored), Text(fresh));

    /// <summary>Whether two texts of outputs (or two lines of them) agree by the cell's rule.</summary>
    public static bool AreEqual(Cell cell, string stored, string fresh) =>
        stored == fresh
        || (cell.IsVolatile && NumberText.Masked(stored) == NumberText.Masked(fresh))
        || (cell.Tolerance is { Reason.Length: > 0 } tolerance && NumberText.AreClose(stored, fresh, tolerance));

    /// <summary>All of a cell's outputs as one text: every kind, name and MIME type is a line of it, so that the text is equal only if they are.</summary>
    public static string Text(IEnumerable<CellOutput> outputs)
    {
        var text = new StringBuilder();
        foreach (var output in outputs)
        {
            switch (output)
            {
                case StreamOutput stream:
                    Append(stream.Name == StreamName.Output ? "stdout" : "stderr", stream.Text);
                    break;
                case DataOutput data:
                    foreach (var (mimeType, representation) in data.Data)
                        Append(output is ExecuteResult ? $"result {mimeType}" : $"display {mimeType}", representation);
                    break;
                case ErrorOutput error:
                    Append($"error {error.Name}", error.Message + "\n" + string.Join('\n', error.Traceback));
                    break;
            }
        }
        return text.ToString().TrimEnd('\n');

        void Append(string heading, string body) => text.Append('[').Append(heading).Append("]\n").Append(body).Append('\n');
    }
}
