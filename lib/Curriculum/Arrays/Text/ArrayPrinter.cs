using System.Text;

namespace Curriculum.Arrays.Text;

/// <summary>Arrays as text, laid out as NumPy prints them: brackets for axes, aligned columns, lines of 75 characters, an ellipsis in arrays of more than 1,000 elements.</summary>
internal static class ArrayPrinter
{
    /// <summary>More elements than this are shown in part.</summary>
    public const int Threshold = 1000;

    /// <summary>How many elements are shown at each end of an axis that is shown in part.</summary>
    public const int EdgeItems = 3;

    private const int LineWidth = 75;

    public static string Print(NdArray array)
    {
        array = array.To(Device.Cpu);
        if (array.Rank == 0)
            return ElementFormat.Single(array);
        if (array.Size == 0)
            return "[]";
        bool summarise = array.Size > Threshold;
        var format = ElementFormat.For(summarise ? Corners(array) : array);
        return Axis(array, format, summarise, " ", LineWidth);
    }

    /// <summary>The positions shown of an axis; null stands for those left out.</summary>
    public static List<int?> Shown(int length, bool summarise)
        => summarise && length > 2 * EdgeItems
            ? [.. Enumerable.Range(0, EdgeItems).Select(i => (int?)i), null, .. Enumerable.Range(length - EdgeItems, EdgeItems).Select(i => (int?)i)]
            : [.. Enumerable.Range(0, length).Select(i => (int?)i)];

    /// <summary>The elements that are shown: they alone decide the widths.</summary>
    public static NdArray Corners(NdArray array)
    {
        // The longest axis first: what is copied on the way stays small, also of a view that stretches one number to billions.
        foreach (int axis in Enumerable.Range(0, array.Rank).OrderByDescending(axis => array.Shape[axis]))
        {
            int length = array.Shape[axis];
            if (length > 2 * EdgeItems)
                array = NdArray.Concatenate(axis, array.Narrow(axis, 0, EdgeItems), array.Narrow(axis, length - EdgeItems, EdgeItems));
        }

        return array;
    }

    private static string Axis(NdArray array, ElementFormat format, bool summarise, string indent, int width)
    {
        var text = new StringBuilder();
        var shown = Shown(array.Shape[0], summarise);
        if (array.Rank == 1)
        {
            var line = new StringBuilder(indent);
            for (int i = 0; i < shown.Count; i++)
            {
                string word = shown[i] is { } position ? format.Format(array[position]) : "...";

                // Not where it would not help: a word alone may be wider than the line.
                if (line.Length + word.Length > width - 1 && line.Length > indent.Length)
                {
                    text.Append(line.ToString().TrimEnd()).Append('\n');
                    line.Clear().Append(indent);
                }

                line.Append(word).Append(i < shown.Count - 1 ? " " : "");
            }

            text.Append(line);
        }
        else
        {
            string between = new('\n', array.Rank - 1);
            for (int i = 0; i < shown.Count; i++)
            {
                text.Append(indent).Append(shown[i] is { } position ? Axis(array[position], format, summarise, indent + " ", width - 1) : "...");
                text.Append(i < shown.Count - 1 ? between : "");
            }
        }

        return $"[{text.ToString()[indent.Length..]}]";
    }
}
