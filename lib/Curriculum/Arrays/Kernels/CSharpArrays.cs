namespace Curriculum.Arrays.Kernels;

/// <summary>C# arrays of any rank, rectangular or jagged, turned into NdArrays.</summary>
internal static class CSharpArrays
{
    public static NdArray Convert(Array values)
    {
        var lengths = new List<int>();
        var element = Describe(values, lengths);
        if (element == typeof(double))
            return Fill<double>(values, [.. lengths]);
        if (element == typeof(float))
            return Fill<float>(values, [.. lengths]);
        if (element == typeof(int))
            return Fill<int>(values, [.. lengths]);
        if (element == typeof(long))
            return Fill<long>(values, [.. lengths]);
        return element == typeof(bool)
            ? Fill<bool>(values, [.. lengths])
            : throw new DTypeException($"Of: elements must be bool, int, long, float or double, got {element.Name}. Convert them first.");
    }

    private static Type Describe(Array values, List<int> lengths)
    {
        for (int axis = 0; axis < values.Rank; axis++)
            lengths.Add(values.GetLength(axis));
        var element = values.GetType().GetElementType()!;
        if (!element.IsArray)
            return element;
        return values.Length > 0 && values.Cast<Array?>().First() is { } first
            ? Describe(first, lengths)
            : throw new ShapeException("Of: a jagged array must have at least one row, else its shape is not known. Use Zeros for an array without elements.");
    }

    private static NdArray Fill<T>(Array values, Shape shape)
        where T : unmanaged
    {
        var array = NdArray.Uninitialized(shape, DTypes.Of<T>());
        using (var y = array.Write<T>())
            Fill(values, shape.AsSpan(), y.Span);
        return array.To(Device.Default);
    }

    private static void Fill<T>(Array values, ReadOnlySpan<int> shape, Span<T> target)
    {
        int[] lengths = [.. Enumerable.Range(0, values.Rank).Select(values.GetLength)];
        if (lengths.Length > shape.Length || !shape[..lengths.Length].SequenceEqual(lengths))
        {
            throw new ShapeException($"Of: the rows of a jagged array must be of equal length, got a row of {Shape.Format(lengths)} where the first one is "
                + $"{Shape.Format(shape[..Math.Min(shape.Length, lengths.Length)])}. Pad the shorter rows.");
        }

        int i = 0, each = values.Length == 0 ? 0 : target.Length / values.Length;
        foreach (object? item in values)
        {
            if (item is Array row)
                Fill(row, shape[lengths.Length..], target.Slice(i++ * each, each));
            else
                target[i++] = item is T value ? value : throw new ShapeException("Of: a row of a jagged array is missing (null). Every row must be there.");
        }
    }
}
