namespace Curriculum.Arrays;

/// <content>Other shapes for the same elements. All but Flatten are views where the memory allows it.</content>
public sealed partial class NdArray
{
    /// <summary>The array with its axes in reverse order; a matrix transposed. A view.</summary>
    public NdArray T => Transpose();

    /// <summary>The same elements in row-major order under another shape; one length may be −1 and is worked out. A view if the elements lie row by row, else a copy.</summary>
    /// <exception cref="ShapeException">The numbers of elements differ.</exception>
    [System.Runtime.CompilerServices.OverloadResolutionPriority(1)] // in [−1, 2], too, a −1 is worked out, which no shape holds
    public NdArray Reshape(params int[] shape) => Reshape(shape.AsSpan());

    /// <summary>The same elements in row-major order under another shape. A view if the elements lie row by row, else a copy.</summary>
    /// <exception cref="ShapeException">The numbers of elements differ.</exception>
    public NdArray Reshape(Shape shape) => Reshape(shape.AsSpan());

    /// <summary>Axes in another order: axis i of the result is axis axes[i] of this one; all reversed if none are given. A view.</summary>
    /// <exception cref="ShapeException">The axes are not a permutation.</exception>
    public NdArray Transpose(params int[] axes)
    {
        int[] order = axes.Length == 0 ? [.. Enumerable.Range(0, Rank).Reverse()] : [.. axes.Select(axis => Shape.Axis("Transpose", axis))];
        if (order.Length != Rank || order.Distinct().Count() != Rank)
            throw new ShapeException($"Transpose: axes must name each of the {Rank} axes of {Shape} once, got {Shape.Format(axes)}.");
        return View(Array.ConvertAll(order, axis => Shape[axis]), Array.ConvertAll(order, axis => _strides[axis]), _offset);
    }

    /// <summary>Two axes exchanged. A view.</summary>
    public NdArray SwapAxes(int a, int b)
    {
        int[] order = [.. Enumerable.Range(0, Rank)];
        (a, b) = (Shape.Axis("SwapAxes", a), Shape.Axis("SwapAxes", b));
        (order[a], order[b]) = (b, a);
        return Transpose(order);
    }

    /// <summary>One axis moved to another place, the rest in order. A view.</summary>
    public NdArray MoveAxis(int from, int to)
    {
        (from, to) = (Shape.Axis("MoveAxis", from), Shape.Axis("MoveAxis", to));
        var order = Enumerable.Range(0, Rank).Where(axis => axis != from).ToList();
        order.Insert(to, from);
        return Transpose([.. order]);
    }

    /// <summary>One more axis of length 1, before axis <paramref name="axis"/>; −1 puts it last. A view.</summary>
    /// <exception cref="ShapeException">There is no such place.</exception>
    public NdArray ExpandDims(int axis)
    {
        int place = axis < 0 ? axis + Rank + 1 : axis;
        if ((uint)place > (uint)Rank)
            throw new ShapeException($"ExpandDims: axis must be {-Rank - 1} … {Rank} for {Shape}, got {axis}.");
        return View(Shape.Insert(place, 1), [.. _strides[..place], 0, .. _strides[place..]], _offset);
    }

    /// <summary>Without the axes of length 1, or without one such axis. A view.</summary>
    /// <exception cref="ShapeException">The axis named is longer than 1.</exception>
    public NdArray Squeeze(int? axis = null)
    {
        int? named = axis is { } a ? Shape.Axis("Squeeze", a) : null;
        if (named is { } n && Shape[n] != 1)
            throw new ShapeException($"Squeeze: axis {axis} of {Shape} must have length 1, got {Shape[n]}. Choose one element of it by an index instead.");
        int[] kept = [.. Enumerable.Range(0, Rank).Where(i => named is null ? Shape[i] != 1 : i != named)];
        return View(Array.ConvertAll(kept, i => Shape[i]), Array.ConvertAll(kept, i => _strides[i]), _offset);
    }

    /// <summary>Repeated along axes of length 1 and along new leading axes, without copying. A view that must not be written to.</summary>
    /// <exception cref="ShapeException">A length is neither 1 nor that of the new shape.</exception>
    public NdArray BroadcastTo(Shape shape)
    {
        if (shape.Equals(Shape))
            return this;
        if (!Shape.BroadcastsTo(shape))
            throw new ShapeException($"BroadcastTo: {Shape} does not stretch to {shape}: counted from the last, each length must be that of the new shape, or 1.");
        return View(shape, BroadcastStrides(shape), _offset);
    }

    /// <summary>Summed down to a shape that broadcasts to this one: what BroadcastTo repeated is added up. The adjoint of BroadcastTo.</summary>
    /// <exception cref="ShapeException">The shape does not broadcast to this one.</exception>
    public NdArray SumTo(Shape shape)
    {
        if (shape.Equals(Shape))
            return this;
        if (!shape.BroadcastsTo(Shape))
            throw new ShapeException($"SumTo: {shape} must broadcast to {Shape}. Counted from the last, each length must be that of the array, or 1.");
        int missing = Rank - shape.Rank;
        int[] axes = [.. Enumerable.Range(0, Rank).Where(axis => axis < missing || (shape[axis - missing] == 1 && Shape[axis] != 1))];
        return Sum(axes, keepDims: true).Reshape(shape).AsOwner();
    }

    /// <summary>The elements in row-major order as a vector of its own: always a copy.</summary>
    public NdArray Flatten() => (IsContiguous ? Copy() : this).Reshape(-1).AsOwner();

    /// <summary>The elements in row-major order as a vector: a view if they lie row by row, else a copy.</summary>
    public NdArray Ravel() => Reshape(-1);

    private NdArray Reshape(ReadOnlySpan<int> lengths)
    {
        var shape = lengths.Length == 1 && lengths[0] == -1 ? Shape.Create([Size]) : Shape.Reshape(lengths);
        var source = Contiguous();
        return source.View(shape, shape.RowMajorStrides(), source._offset, isView: ReferenceEquals(source, this));
    }
}
