namespace Curriculum.Arrays;

/// <content>The checks of shapes: each returns the shape of the result, or says what does not fit.</content>
public sealed partial class Shape
{
    /// <summary>The common shape of two arrays by NumPy's rule: aligned at the last axis, a length of 1 or a missing axis stretches.</summary>
    /// <exception cref="ShapeException">Two lengths differ and neither is 1.</exception>
    public static Shape Broadcast(Shape a, Shape b) => Broadcast("Broadcast", a, b);

    internal static Shape Broadcast(string op, Shape a, Shape b)
    {
        if (a.Equals(b))
            return a;
        int rank = Math.Max(a.Rank, b.Rank);
        int[] lengths = new int[rank];
        for (int i = 1; i <= rank; i++)
        {
            int x = i <= a.Rank ? a._lengths[^i] : 1, y = i <= b.Rank ? b._lengths[^i] : 1;
            if (x != y && x != 1 && y != 1)
            {
                throw new ShapeException($"{op}: shapes {a} and {b} do not broadcast: counted from the last, axis {i} is {x} in the one and {y} in the other. "
                    + "Lengths must be equal or 1; Reshape or ExpandDims can insert a 1.");
            }

            lengths[^i] = x == 1 ? y : x;
        }

        return a.AsSpan().SequenceEqual(lengths) ? a : b.AsSpan().SequenceEqual(lengths) ? b : new(lengths);
    }

    /// <summary>Whether an array of this shape, stretched, fills the other one.</summary>
    internal bool BroadcastsTo(Shape shape)
    {
        if (Rank > shape.Rank)
            return false;
        for (int i = 1; i <= Rank; i++)
        {
            if (_lengths[^i] != 1 && _lengths[^i] != shape._lengths[^i])
                return false;
        }

        return true;
    }

    /// <summary>The shape of a matrix product by NumPy's matmul rules: [*, m, k] × [*, k, n] → [*, m, n]; a vector loses its axis again.</summary>
    /// <exception cref="ShapeException">An operand has rank 0, the inner lengths differ, or the batch axes do not broadcast.</exception>
    public static Shape MatMul(Shape a, Shape b, bool transposeA = false, bool transposeB = false)
    {
        if (a.Rank == 0 || b.Rank == 0)
            throw new ShapeException($"MatMul: both operands must have an axis, got {a} × {b}. Multiply by a single number with *.");
        bool swapA = transposeA && a.Rank > 1, swapB = transposeB && b.Rank > 1;
        int inner = swapA ? a._lengths[^2] : a._lengths[^1];
        int other = b.Rank == 1 ? b._lengths[0] : swapB ? b._lengths[^1] : b._lengths[^2];
        if (inner != other)
        {
            throw new ShapeException($"MatMul: inner lengths must be equal, got {a}{(swapA ? "ᵀ" : "")} × {b}{(swapB ? "ᵀ" : "")}: "
                + $"{inner} columns against {other} rows. Transpose one of the two, or check the order.");
        }

        if (a.Rank == 2 && b.Rank == 2)
            return new([swapA ? a._lengths[1] : a._lengths[0], swapB ? b._lengths[0] : b._lengths[1]]);
        int[] rows = a.Rank == 1 ? [] : [swapA ? a._lengths[^1] : a._lengths[^2]];
        int[] columns = b.Rank == 1 ? [] : [swapB ? b._lengths[^2] : b._lengths[^1]];
        var batch = Broadcast("MatMul", a.Rank > 2 ? a._lengths[..^2] : [], b.Rank > 2 ? b._lengths[..^2] : []);
        return Create([.. batch._lengths, .. rows, .. columns]);
    }

    /// <summary>Resolves −1 in a new shape for the same elements.</summary>
    /// <exception cref="ShapeException">More than one −1, or the numbers of elements differ.</exception>
    public Shape Reshape(ReadOnlySpan<int> lengths)
    {
        int unknown = lengths.IndexOf(-1);
        if (unknown < 0)
        {
            var shape = Create(lengths);
            return shape.Size == Size ? shape : throw new ShapeException($"Reshape: {this} has {Size} elements, {shape} would have {shape.Size}. One length may be −1 and is then worked out.");
        }

        int[] resolved = lengths.ToArray();
        resolved[unknown] = 1;
        int rest = resolved.Contains(-1)
            ? throw new ShapeException($"Reshape: only one length may be −1, got {Format(lengths)}.")
            : Create(resolved).Size;
        if (rest == 0 || Size % rest != 0)
            throw new ShapeException($"Reshape: the {Size} elements of {this} cannot be laid out as {Format(lengths)}: {Size} is not a multiple of {rest}.");
        resolved[unknown] = Size / rest;
        return new(resolved);
    }

    /// <summary>The shape after a reduction over some axes.</summary>
    /// <exception cref="ShapeException">An axis does not exist or is named twice.</exception>
    public Shape Reduce(ReadOnlySpan<int> axes, bool keepDims = false) => Reduce("Reduce", axes, keepDims);

    internal Shape Reduce(string op, ReadOnlySpan<int> axes, bool keepDims)
    {
        bool[] reduced = Mark(op, axes);
        var kept = new List<int>(Rank);
        for (int axis = 0; axis < Rank; axis++)
        {
            if (!reduced[axis])
                kept.Add(_lengths[axis]);
            else if (keepDims)
                kept.Add(1);
        }

        return Create(kept.ToArray());
    }

    /// <summary>A flag for each axis: whether it is among those named.</summary>
    internal bool[] Mark(string op, ReadOnlySpan<int> axes)
    {
        bool[] marked = new bool[Rank];
        foreach (int axis in axes)
        {
            ref bool mark = ref marked[Axis(op, axis)];
            if (mark)
                throw new ShapeException($"{op}: each axis may be named once, got {Format(axes)} for {this}.");
            mark = true;
        }

        return marked;
    }

    /// <summary>An axis counted from the front; −1 is the last.</summary>
    internal int Axis(string op, int axis)
    {
        int fromFront = axis < 0 ? axis + Rank : axis;
        return (uint)fromFront < (uint)Rank
            ? fromFront
            : throw new ShapeException(Rank == 0
                ? $"{op}: a single number has no axis, got axis {axis}."
                : $"{op}: axis must be {-Rank} … {Rank - 1} for {this}, got {axis}.");
    }

    /// <summary>The same lengths without one axis.</summary>
    internal Shape Without(int axis) => Create([.. _lengths[..axis], .. _lengths[(axis + 1)..]]);

    /// <summary>The same lengths with one of them replaced.</summary>
    internal Shape With(int axis, int length)
    {
        int[] lengths = [.. _lengths];
        lengths[axis] = length;
        return new(lengths);
    }

    /// <summary>The same lengths with one more axis before <paramref name="axis"/>.</summary>
    internal Shape Insert(int axis, int length) => Create([.. _lengths[..axis], length, .. _lengths[axis..]]);

    /// <summary>The number of elements in a range of axes.</summary>
    internal int SizeOf(int start, int end)
    {
        int size = 1;
        for (int axis = start; axis < end; axis++)
            size *= _lengths[axis];
        return size;
    }
}
