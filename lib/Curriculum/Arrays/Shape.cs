using System.Collections;
using System.Runtime.CompilerServices;
using Curriculum.Display;

namespace Curriculum.Arrays;

/// <summary>The lengths of an array's axes, outermost first: [2, 3] is 2 rows of 3. Immutable; two shapes are equal when all lengths are.</summary>
[CollectionBuilder(typeof(Shape), nameof(Create))]
[TypeFormatterSource(typeof(ViewFormatters), PreferredMimeTypes = [ViewFormatters.Plain])]
public sealed partial class Shape : IReadOnlyList<int>, IEquatable<Shape>
{
    /// <summary>More axes than this no array has: the same limit as in NumPy 2.</summary>
    internal const int MaximumRank = 64;

    /// <summary>The shape [] of a single number.</summary>
    public static readonly Shape Scalar = new([]);

    private readonly int[] _lengths;
    private int[]? _strides;

    private Shape(int[] lengths)
    {
        if (lengths.Length > MaximumRank)
            throw new ShapeException($"Shape: an array has at most {MaximumRank} axes, got {lengths.Length}. Lay several of them out as one with Reshape.");
        long size = 1;
        bool empty = false;
        foreach (int length in lengths)
        {
            if (length < 0)
                throw new ShapeException($"Shape: every length must be 0 or more, got {Format(lengths)}.");

            // The other lengths of an array without elements have the same limit: strides and the sizes of parts are products of them.
            empty |= length == 0;
            size *= Math.Max(1, length);
            if (size > int.MaxValue)
                throw new ShapeException($"Shape: an array has at most {int.MaxValue} elements, got {Format(lengths)}. Work in smaller pieces.");
        }

        (_lengths, Size) = (lengths, empty ? 0 : (int)size);
    }

    /// <summary>The number of axes; 0 for a single number.</summary>
    public int Rank => _lengths.Length;

    /// <summary>The number of elements: the product of all lengths, 1 for [].</summary>
    public int Size { get; }

    /// <summary>The number of axes, as <see cref="Rank"/>: lets <c>shape[^1]</c> name the last one.</summary>
    public int Count => _lengths.Length;

    /// <summary>The length of one axis; <c>shape[^1]</c> is the last.</summary>
    public int this[int axis] => (uint)axis < (uint)_lengths.Length
        ? _lengths[axis]
        : throw new ShapeException($"Shape: axis must be 0 … {Rank - 1} for {this}, got {axis}.");

    /// <summary>A shape of these lengths.</summary>
    /// <exception cref="ShapeException">A length is negative or there are more than 2³¹ − 1 elements.</exception>
    public static Shape Create(ReadOnlySpan<int> lengths) => lengths.IsEmpty ? Scalar : new(lengths.ToArray());

    /// <summary>A shape of these lengths.</summary>
    public static implicit operator Shape(int[] lengths) => Create(lengths);

    /// <summary>Whether two shapes have the same lengths.</summary>
    public static bool operator ==(Shape? a, Shape? b) => a is null ? b is null : a.Equals(b);

    /// <summary>Whether two shapes differ.</summary>
    public static bool operator !=(Shape? a, Shape? b) => !(a == b);

    /// <summary>The lengths in an array of their own.</summary>
    public int[] ToArray() => [.. _lengths];

    /// <summary>The lengths, to read.</summary>
    public ReadOnlySpan<int> AsSpan() => _lengths;

    /// <inheritdoc/>
    public bool Equals(Shape? other) => ReferenceEquals(this, other) || (other is not null && _lengths.AsSpan().SequenceEqual(other._lengths));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (int length in _lengths)
            hash.Add(length);
        return hash.ToHashCode();
    }

    /// <summary>The lengths in brackets: "[2, 3]".</summary>
    public override string ToString() => Format(_lengths);

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)_lengths).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _lengths.GetEnumerator();

    internal static string Format(ReadOnlySpan<int> lengths) => $"[{string.Join(", ", lengths.ToArray())}]";

    /// <summary>How many elements lie between neighbours along each axis when rows are stored one after the other.</summary>
    internal int[] RowMajorStrides()
    {
        if (_strides is { } known)
            return known;
        int[] strides = new int[Rank];
        int step = 1;
        for (int axis = Rank - 1; axis >= 0; axis--)
        {
            strides[axis] = step;
            step *= Math.Max(1, _lengths[axis]);
        }

        return _strides = strides;
    }
}
