using Curriculum.Arrays;

namespace Curriculum.Text.Translation;

/// <summary>Lists of numbers as the rows of one array.</summary>
internal static class TokenRows
{
    /// <summary>The rows, filled up to the length of the longest, [n, longest] (Int64), and their lengths.</summary>
    public static (NdArray Tokens, int[] Lengths) Of(IReadOnlyList<int[]> rows, int padding)
    {
        if (rows.Count == 0)
            throw new ArgumentException("SourceBatch: sentences must hold at least one sentence, got none.", nameof(rows));
        int[] lengths = [.. rows.Select(row => row.Length)];
        int longest = lengths.Max();
        long[] tokens = new long[rows.Count * longest];
        for (int i = 0; i < rows.Count; i++)
        {
            for (int t = 0; t < longest; t++)
                tokens[(i * longest) + t] = t < lengths[i] ? rows[i][t] : padding;
        }

        return (NdArray.Places(tokens).Reshape(rows.Count, longest), lengths);
    }
}
