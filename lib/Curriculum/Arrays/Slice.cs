namespace Curriculum.Arrays;

/// <summary>One part of an index: a position, a range, a range with a step, an array of positions, a new axis, or the axes left out.</summary>
/// <remarks>
/// Written as in C#: <c>a[0, 1..3]</c>, <c>a[^1]</c>, <c>a[.., 2]</c>; steps by <see cref="Step"/>. Negative positions count from the end,
/// ranges are cut to the length of the axis, both as in NumPy.
/// </remarks>
public readonly struct Slice
{
    private Slice(SliceKind kind, int? start = null, int? stop = null, int step = 1, NdArray? positions = null)
        => (Kind, Start, Stop, Stride, Positions) = (kind, start, stop, step, positions);

    /// <summary>The whole axis, NumPy's <c>:</c>; the same as <c>..</c>.</summary>
    public static Slice All => new(SliceKind.Range);

    /// <summary>A new axis of length 1, NumPy's <c>None</c>.</summary>
    public static Slice NewAxis => new(SliceKind.NewAxis);

    /// <summary>As many whole axes as are missing, NumPy's <c>...</c>.</summary>
    public static Slice Ellipsis => new(SliceKind.Ellipsis);

    internal SliceKind Kind { get; }

    /// <summary>Where a range starts, or the position; negative counts from the end.</summary>
    internal int? Start { get; }

    internal int? Stop { get; }

    internal int Stride { get; }

    internal NdArray? Positions { get; }

    /// <summary>One position; negative counts from the end.</summary>
    public static implicit operator Slice(int position) => new(SliceKind.Position, position);

    /// <summary>One position; ^1 is the last.</summary>
    public static implicit operator Slice(Index position)
        => position is { IsFromEnd: true, Value: 0 }
            ? throw new ShapeException("Index: ^0 lies one past the end. The last element is ^1.")
            : new(SliceKind.Position, FromEnd(position));

    /// <summary>A range; the end is not included.</summary>
    public static implicit operator Slice(Range range)
        => new(
            SliceKind.Range,
            range.Start is { IsFromEnd: true, Value: 0 } ? int.MaxValue : FromEnd(range.Start),
            range.End is { IsFromEnd: true, Value: 0 } ? null : FromEnd(range.End));

    /// <summary>An array of positions, or a Boolean mask: the result is a copy.</summary>
    public static implicit operator Slice(NdArray positions) => new(SliceKind.Array, positions: positions);

    /// <summary>A range with a step, Python's <c>start:stop:step</c>; null leaves an end out, a negative step goes backwards.</summary>
    /// <exception cref="ShapeException">The step is 0.</exception>
    public static Slice Step(int? start, int? stop, int step)
        => step == 0 ? throw new ShapeException("Slice: step must not be 0.") : new(SliceKind.Range, start, stop, step);

    /// <summary>The first position and the number of positions on an axis, by Python's rules.</summary>
    internal (int First, int Count) Resolve(int length)
    {
        int low = Stride > 0 ? 0 : -1, high = Stride > 0 ? length : length - 1;
        int first = Bound(Start, Stride > 0 ? low : high), end = Bound(Stop, Stride > 0 ? high : low);
        long count = Stride > 0 ? ((long)end - first + Stride - 1) / Stride : ((long)first - end - Stride - 1) / -(long)Stride;
        return (first, (int)Math.Max(0, count));

        int Bound(int? value, int missing)
            => value is not { } v ? missing : (int)Math.Clamp(v < 0 ? (long)v + length : v, low, high);
    }

    private static int FromEnd(Index index) => index.IsFromEnd ? -index.Value : index.Value;
}
