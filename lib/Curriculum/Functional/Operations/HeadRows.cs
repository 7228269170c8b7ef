using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional.Devices;

namespace Curriculum.Functional.Operations;

/// <summary>Where the heads of packed sequences lie in a matrix [r, heads·d]: sequence i is the rows from Starts[i] on, Lengths[i] of them, and head j the columns from j·d on.</summary>
internal sealed class HeadRows
{
    private NdArray? _heads, _positions, _starts;

    /// <summary>Sequences of these lengths, one after the other.</summary>
    public HeadRows(IReadOnlyList<int> lengths, int heads)
    {
        (Lengths, Heads, Starts) = ([.. lengths], heads, new int[lengths.Count]);
        for (int i = 1; i < Lengths.Length; i++)
            Starts[i] = Starts[i - 1] + Lengths[i - 1];
        Longest = Lengths.Max();
        Rows = Starts[^1] + Lengths[^1];
    }

    public int[] Starts { get; }

    public int[] Lengths { get; }

    public int Heads { get; }

    /// <summary>The length of the longest sequence.</summary>
    public int Longest { get; }

    /// <summary>r.</summary>
    public int Rows { get; }

    /// <summary>x [r, heads·d] → [n, heads, longest, d]; positions past the end of a sequence get the first row, or on a device zeros, since nobody looks there.</summary>
    public Tensor Spread(Tensor rows) => OnDevice.Holds(rows.Data) ? new SpreadHeadsOperation(this).Apply(rows) : rows.Reshape(rows.Shape[0] * Heads, -1).Take(_heads ??= HeadsOfPositions());

    /// <summary>The way back, x [n, heads, longest, d] → [r, heads·d].</summary>
    public Tensor Gather(Tensor heads) => OnDevice.Holds(heads.Data) ? new GatherHeadsOperation(this).Apply(heads) : heads.Reshape(-1, heads.Shape[3]).Take(_positions ??= PositionsOfHeads()).Reshape(Rows, -1);

    /// <summary>True past the end of each sequence, [n, longest].</summary>
    public NdArray IsPast() => F.PaddingMask(NdArray.Of([.. Lengths.Select(length => (long)length)]), Longest);

    /// <summary><see cref="Starts"/> and <see cref="Rows"/> as an array of a device, copied there once.</summary>
    public NdArray StartsOn(Device device)
    {
        var starts = _starts;
        if (starts is null || !ReferenceEquals(starts.Device, device))
            _starts = starts = NdArray.Of([.. Starts, Rows]).To(device);
        return starts;
    }

    // Where the heads of each position lie among rows of one head each, [n, heads, longest].
    private NdArray HeadsOfPositions()
    {
        long[] from = new long[Lengths.Length * Heads * Longest];
        for (int i = 0; i < Lengths.Length; i++)
        {
            for (int head = 0; head < Heads; head++)
            {
                for (int t = 0; t < Lengths[i]; t++)
                    from[(((i * Heads) + head) * Longest) + t] = ((Starts[i] + t) * Heads) + head;
            }
        }

        return NdArray.Of(from).Reshape(Lengths.Length, Heads, Longest);
    }

    // Where each head of each row lies in [n, heads, longest], [r, heads].
    private NdArray PositionsOfHeads()
    {
        long[] from = new long[Rows * Heads];
        for (int i = 0; i < Lengths.Length; i++)
        {
            for (int t = 0; t < Lengths[i]; t++)
            {
                for (int head = 0; head < Heads; head++)
                    from[((Starts[i] + t) * Heads) + head] = (((i * Heads) + head) * Longest) + t;
            }
        }

        return NdArray.Of(from).Reshape(Rows, Heads);
    }
}
