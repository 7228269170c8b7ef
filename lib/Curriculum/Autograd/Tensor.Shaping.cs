using Curriculum.Arrays;
using Curriculum.Autograd.Operations;

namespace Curriculum.Autograd;

// The same elements in another arrangement.
public sealed partial class Tensor
{
    /// <summary>The axes in reverse order: a matrix transposed.</summary>
    public Tensor T => Transpose();

    /// <summary>The same elements in another shape, row by row.</summary>
    /// <param name="lengths">The sizes; one of them may be −1 and is then worked out.</param>
    /// <returns>That shape.</returns>
    /// <exception cref="ShapeException">The number of elements differs.</exception>
    public Tensor Reshape(params int[] lengths) => Reshape(Shape.Reshape(lengths));

    /// <summary>The same elements in another shape, row by row.</summary>
    /// <param name="shape">A shape of as many elements.</param>
    /// <returns>That shape.</returns>
    /// <exception cref="ShapeException">The number of elements differs.</exception>
    public Tensor Reshape(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return shape.Equals(Shape) ? this : new Reshape(Shape.Reshape(shape.AsSpan())).Apply(this);
    }

    /// <summary>All elements on one axis, row by row.</summary>
    /// <returns>[size].</returns>
    public Tensor Flatten() => Reshape(-1);

    /// <summary>The axes in another order.</summary>
    /// <param name="axes">For every axis of the result, which axis it was; none stands for the reverse order.</param>
    /// <returns>The shape with its axes in that order.</returns>
    public Tensor Transpose(params int[] axes)
    {
        ArgumentNullException.ThrowIfNull(axes);
        int[] order = new int[Rank];
        if (axes.Length == 0)
        {
            for (int i = 0; i < order.Length; i++)
            {
                order[i] = Rank - 1 - i;
            }
        }
        else
        {
            Shape.Mark("Transpose", axes);
            if (axes.Length != Rank)
                throw new ShapeException($"Transpose: axes must name all {Rank} axes of {Shape}, got {Shape.Format(axes)}.");
            for (int i = 0; i < order.Length; i++)
            {
                order[i] = Shape.Axis("Transpose", axes[i]);
            }
        }

        return new Transpose(order).Apply(this);
    }

    /// <summary>Two axes exchanged.</summary>
    /// <param name="a">The one.</param>
    /// <param name="b">The other.</param>
    /// <returns>The shape with the two exchanged.</returns>
    public Tensor SwapAxes(int a, int b)
    {
        int[] order = [.. Enumerable.Range(0, Rank)];
        (a, b) = (Shape.Axis("SwapAxes", a), Shape.Axis("SwapAxes", b));
        (order[a], order[b]) = (b, a);
        return new Transpose(order).Apply(this);
    }

    /// <summary>One axis moved to another place, the others in their order.</summary>
    /// <param name="source">Where it is.</param>
    /// <param name="destination">Where it goes.</param>
    /// <returns>The shape with that axis moved.</returns>
    public Tensor MoveAxis(int source, int destination)
    {
        (source, destination) = (Shape.Axis("MoveAxis", source), Shape.Axis("MoveAxis", destination));
        var order = Enumerable.Range(0, Rank).Where(axis => axis != source).ToList();
        order.Insert(destination, source);
        return new Transpose([.. order]).Apply(this);
    }

    /// <summary>A new axis of size 1.</summary>
    /// <param name="axis">Its place in the result; −1 is the last.</param>
    /// <returns>One axis more.</returns>
    public Tensor ExpandDims(int axis)
    {
        int place = axis < 0 ? axis + Rank + 1 : axis;
        if (place < 0 || place > Rank)
            throw new ShapeException($"ExpandDims: axis must be {-Rank - 1} … {Rank} for {Shape}, got {axis}.");
        return Reshape(Shape.Insert(place, 1));
    }

    /// <summary>Without the axes of size 1.</summary>
    /// <returns>The remaining axes.</returns>
    public Tensor Squeeze() => Reshape(Shape.Create([.. Shape.Where(length => length != 1)]));

    /// <summary>Without one axis, whose size must be 1.</summary>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <returns>One axis less.</returns>
    /// <exception cref="ShapeException">The axis is longer.</exception>
    public Tensor Squeeze(int axis)
    {
        int place = Shape.Axis("Squeeze", axis);
        if (Shape[place] != 1)
            throw new ShapeException($"Squeeze: axis {axis} must have size 1, got {Shape}. Only such an axis can be left out; use Sum or an index for another.");
        return Reshape(Shape.Without(place));
    }

    /// <summary>Repeated along new axes and along axes of size 1, without a copy.</summary>
    /// <param name="shape">The shape to fill.</param>
    /// <returns>That shape.</returns>
    public Tensor BroadcastTo(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return shape.Equals(Shape) ? this : new BroadcastTo(shape).Apply(this);
    }

    /// <summary>Added up over the axes that broadcasting would have repeated: the adjoint of <see cref="BroadcastTo"/>.</summary>
    /// <param name="shape">A shape that broadcasts to this one.</param>
    /// <returns>That shape.</returns>
    public Tensor SumTo(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return shape.Equals(Shape) ? this : new SumTo(shape).Apply(this);
    }

    /// <summary>The elements of some axes in reverse order.</summary>
    /// <param name="axes">The axes; none stands for all.</param>
    /// <returns>The same shape.</returns>
    public Tensor Flip(params int[] axes)
    {
        ArgumentNullException.ThrowIfNull(axes);
        return new Flip([.. axes]).Apply(this);
    }
}
