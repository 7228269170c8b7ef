namespace Curriculum.Gpu;

/// <summary>In which order updates are added at the places of an array that indices name. It depends on the indices alone, and no two threads meet.</summary>
/// <remarks>
/// The updates of a place are taken in their own order, in pieces of at most <see cref="LongestPiece"/>: a thread adds up a piece. Where a place has several, the sums of its pieces are added to it
/// in a second round; one place that all updates go to, such as that of padding, would otherwise keep one thread busy and all others waiting.
/// </remarks>
internal sealed class AdditionOrder
{
    /// <summary>The most updates that one thread adds up.</summary>
    public const int LongestPiece = 32;

    private AdditionOrder(int[] numbers, int pieces, int targets) => (Numbers, Pieces, Targets) = (numbers, pieces, targets);

    /// <summary>All numbers that a device needs, one behind the other: the updates ordered by place, where pieces begin (and the end), where the pieces of places begin, the places, and the numbers from 0 on.</summary>
    public int[] Numbers { get; }

    /// <summary>How many pieces there are.</summary>
    public int Pieces { get; }

    /// <summary>How many places get an update.</summary>
    public int Targets { get; }

    /// <summary>Whether the sums of pieces have to be added up, too.</summary>
    public bool HasTwoRounds => Pieces > Targets;

    /// <summary>The order for places 0 … n − 1.</summary>
    public static AdditionOrder Of(ReadOnlySpan<long> indices, int n)
    {
        // Counting keeps the updates of a place in their order.
        int[] ends = new int[n];
        foreach (long index in indices)
            ends[index]++;
        List<int> starts = [], firstPieces = [], targets = [];
        int end = 0;
        for (int place = 0; place < n; place++)
        {
            int count = ends[place], first = end;
            (ends[place], end) = (first, first + count);
            if (count == 0)
                continue;
            targets.Add(place);
            firstPieces.Add(starts.Count);
            for (int piece = first; piece < end; piece += LongestPiece)
                starts.Add(piece);
        }

        firstPieces.Add(starts.Count);
        int[] order = new int[indices.Length];
        for (int i = 0; i < order.Length; i++)
            order[ends[indices[i]]++] = i;
        return new([.. order, .. starts, end, .. firstPieces, .. targets, .. Enumerable.Range(0, starts.Count)], starts.Count, targets.Count);
    }
}
