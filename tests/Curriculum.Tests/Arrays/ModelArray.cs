namespace Curriculum.Tests.Arrays;

/// <summary>What an array with views is, element by element: a shape, and for each element the box that it lies in. Slow and obvious.</summary>
public sealed class ModelArray(int[] shape, ModelArray.Box[] boxes)
{
    public int[] Shape { get; } = shape;

    public Box[] Boxes { get; } = boxes;

    public double[] Values => Array.ConvertAll(Boxes, box => box.Value);

    /// <summary>Elements row by row in memory that was made for them: the boxes follow each other.</summary>
    public bool IsContiguous => Boxes.Zip(Boxes.Skip(1)).All(pair => ReferenceEquals(pair.First.Next, pair.Second));

    public static ModelArray Of(int[] shape, IEnumerable<double> values)
    {
        Box[] boxes = [.. values.Select(value => new Box { Value = value })];
        for (int i = 0; i + 1 < boxes.Length; i++)
            boxes[i].Next = boxes[i + 1];
        return new(shape, boxes);
    }

    public static int Product(int[] shape) => shape.Aggregate(1, (a, b) => a * b);

    /// <summary>All indices of a shape in row-major order.</summary>
    public static IEnumerable<int[]> Indices(int[] shape)
    {
        IEnumerable<int[]> indices = [[]];
        foreach (int length in shape)
            indices = indices.SelectMany(start => Enumerable.Range(0, length).Select(i => (int[])[.. start, i]));
        return indices;
    }

    public ModelArray Copy() => Of(Shape, Values);

    public Box At(int[] index)
    {
        int position = 0;
        for (int axis = 0; axis < Shape.Length; axis++)
            position = (position * Shape[axis]) + index[axis];
        return Boxes[position];
    }

    /// <summary>The view whose element at an index is this array's element at another one.</summary>
    public ModelArray View(int[] shape, Func<int[], int[]> from) => new(shape, [.. Indices(shape).Select(index => At(from(index)))]);

    public ModelArray Reshape(int[] shape) => IsContiguous ? new(shape, Boxes) : Of(shape, Values);

    /// <summary>Aligned at the last axis; a length of 1 repeats. Null where that does not fit.</summary>
    public ModelArray? BroadcastTo(int[] shape)
    {
        int missing = shape.Length - Shape.Length;
        if (missing < 0 || Shape.Where((length, axis) => length != 1 && length != shape[axis + missing]).Any())
            return null;
        return View(shape, index => [.. Shape.Select((length, axis) => length == 1 ? 0 : index[axis + missing])]);
    }

    /// <summary>One element in memory.</summary>
    public sealed class Box
    {
        public double Value { get; set; }

        /// <summary>The element behind it.</summary>
        public Box? Next { get; set; }
    }
}
