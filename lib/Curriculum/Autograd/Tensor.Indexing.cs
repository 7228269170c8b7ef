using System.Runtime.CompilerServices;
using Curriculum.Arrays;
using Curriculum.Autograd.Operations;

namespace Curriculum.Autograd;

// Parts of a tensor, and tensors put together.
public sealed partial class Tensor
{
    /// <summary>A part: positions, ranges, steps, new axes, masks and arrays of positions, as for <see cref="NdArray"/>. A position named twice gets both gradients.</summary>
    /// <param name="index">One entry an axis, such as <c>x[0, 1..3]</c>, <c>x[^1]</c>, <c>x[x.Value &gt; 0]</c>.</param>
    [IndexerName("Part")]
    public Tensor this[params Slice[] index]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(index);
            // The operation keeps the index, so an array in it must not change later.
            return new PartOf(Array.ConvertAll(index, slice => slice.Positions is { } positions ? positions.Copy() : slice)).Apply(this);
        }
    }

    /// <summary>The entries at given places of an axis, as NumPy's take; a place named twice gets both gradients.</summary>
    /// <param name="indices">Whole numbers of any shape; negative ones count from the end.</param>
    /// <param name="axis">The axis.</param>
    /// <returns>This shape with the axis replaced by the indices' shape.</returns>
    public Tensor Take(Tensor indices, int axis = 0) => new Take(Shape.Axis("Take", axis)).Apply(this, NotNull(indices));

    /// <summary>For every index one entry along an axis, as NumPy's take_along_axis.</summary>
    /// <param name="indices">Whole numbers, of this rank.</param>
    /// <param name="axis">The axis.</param>
    /// <returns>The shape of the indices.</returns>
    public Tensor TakeAlongAxis(Tensor indices, int axis) => new TakeAlongAxis(Shape.Axis("TakeAlongAxis", axis)).Apply(this, NotNull(indices));

    /// <summary>This tensor with updates added where <see cref="Take"/> would have read; a place named twice gets both.</summary>
    /// <param name="indices">Whole numbers of any shape.</param>
    /// <param name="updates">The shape of Take's result.</param>
    /// <param name="axis">The axis.</param>
    /// <returns>This shape.</returns>
    public Tensor ScatterAdd(Tensor indices, Tensor updates, int axis = 0) =>
        this + new TakeAdjoint(Shape.Axis("ScatterAdd", axis), Shape).Apply(NotNull(updates), NotNull(indices));

    /// <summary>This tensor with updates added where <see cref="TakeAlongAxis"/> would have read; a place named twice gets both.</summary>
    /// <param name="indices">Whole numbers, of this rank.</param>
    /// <param name="updates">The shape of the indices.</param>
    /// <param name="axis">The axis.</param>
    /// <returns>This shape.</returns>
    public Tensor ScatterAddAlongAxis(Tensor indices, Tensor updates, int axis) =>
        this + new TakeAlongAxisAdjoint(Shape.Axis("ScatterAddAlongAxis", axis), Shape).Apply(NotNull(updates), NotNull(indices));

    /// <summary>Tensors end to end along an axis.</summary>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <param name="parts">Tensors that agree in every other axis.</param>
    /// <returns>Their shape, with the sizes along the axis added up.</returns>
    public static Tensor Concatenate(int axis, params Tensor[] parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Length == 0)
            throw new ShapeException("Concatenate: parts must be at least one tensor, got none.");
        return new Concatenate(parts[0].Shape.Axis("Concatenate", axis)).Apply(Alike(parts));
    }

    /// <summary>Tensors of one shape side by side along a new axis.</summary>
    /// <param name="axis">The place of the new axis in the result; −1 is the last.</param>
    /// <param name="parts">Tensors of one shape.</param>
    /// <returns>Their shape with an axis of their number.</returns>
    public static Tensor Stack(int axis, params Tensor[] parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        foreach (var part in parts)
        {
            if (!part.Shape.Equals(parts[0].Shape))
                throw new ShapeException($"Stack: parts must have one shape, got {parts[0].Shape} and {part.Shape}. Concatenate joins tensors of different sizes.");
        }

        return Concatenate(axis, Array.ConvertAll(parts, part => part.ExpandDims(axis)));
    }

    /// <summary>Consecutive pieces of an axis.</summary>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <param name="lengths">Their sizes along it, which add up to the axis.</param>
    /// <returns>One tensor for each.</returns>
    /// <exception cref="ShapeException">The sizes do not add up to the axis.</exception>
    public Tensor[] Split(int axis, params int[] lengths)
    {
        ArgumentNullException.ThrowIfNull(lengths);
        int place = Shape.Axis("Split", axis);
        if (lengths.Length == 0 || lengths.Any(length => length < 0) || lengths.Sum() != Shape[place])
            throw new ShapeException($"Split: lengths must add up to {Shape[place]} (axis {axis} of {Shape}), got {Shape.Format(lengths)}.");
        return new Split(place, [.. lengths]).Apply(this);
    }

    /// <summary>The slices along an axis, the axis left out: the steps of a sequence.</summary>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <returns>As many tensors as the axis is long.</returns>
    public Tensor[] Unstack(int axis)
    {
        int place = Shape.Axis("Unstack", axis);
        int[] ones = new int[Shape[place]];
        Array.Fill(ones, 1);
        return ones.Length == 0 ? [] : Array.ConvertAll(Split(place, ones), piece => piece.Squeeze(place));
    }

    /// <summary>A frame of one value around the elements.</summary>
    /// <param name="widths">For every axis how much before and after.</param>
    /// <param name="value">The value.</param>
    /// <returns>The shape with the widths added.</returns>
    public Tensor Pad((int Before, int After)[] widths, double value = 0)
    {
        ArgumentNullException.ThrowIfNull(widths);
        return new Pad([.. widths], value).Apply(this);
    }

    /// <summary>Running sums along an axis.</summary>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <returns>The same shape.</returns>
    public Tensor CumSum(int axis) => new CumSum(Shape.Axis("CumSum", axis)).Apply(this);

    /// <summary>The elements along an axis in rising order; each gradient goes to the element that it came from.</summary>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <returns>The same shape.</returns>
    public Tensor Sort(int axis = -1) => TakeAlongAxis(Wrap(_value.ArgSort(axis)), axis);

    /// <summary>The k largest elements along an axis, the largest first, and their positions.</summary>
    /// <param name="k">How many.</param>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <returns>The values, tracked, and the positions, both with k along the axis.</returns>
    /// <exception cref="ShapeException">k is not 0 … the length of the axis.</exception>
    public (Tensor Values, NdArray Indices) TopK(int k, int axis = -1)
    {
        var indices = _value.TopK(k, axis).Indices;
        return (TakeAlongAxis(indices, axis), indices);
    }

    internal Tensor Narrow(int axis, int start, int length) =>
        length == Shape[axis] ? this : new PartOf(Indexes.Narrow(Rank, axis, start, length)).Apply(this);

    // In one type, and in an array of our own: the graph keeps it, and the caller may use his again.
    private static Tensor[] Alike(Tensor[] parts)
    {
        var dtype = parts[0].DType;
        foreach (var part in parts)
        {
            dtype = DTypes.Promote(dtype, part.DType);
        }

        return Array.ConvertAll(parts, part => part.As(dtype));
    }
}
