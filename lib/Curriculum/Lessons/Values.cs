using System.Collections;
using System.Runtime.CompilerServices;
using Curriculum.Arrays;
using Curriculum.Autograd;

namespace Curriculum.Lessons;

/// <summary>A row of numbers for a figure or a table: whatever a cell has at hand (an array of double, float or int, a list, an NdArray, a collection expression) becomes one by itself.</summary>
[CollectionBuilder(typeof(Values), nameof(Create))]
public sealed class Values : IReadOnlyList<double>
{
    private readonly double[] _items;

    private Values(double[] items) => _items = items;

    /// <summary>How many numbers there are.</summary>
    public int Count => _items.Length;

    /// <summary>The number at <paramref name="index"/>.</summary>
    /// <param name="index">0 … Count − 1.</param>
    public double this[int index] => _items[index];

    /// <summary>Copies <paramref name="items"/>: what a collection expression such as <c>[1, 2, 3]</c> calls.</summary>
    /// <param name="items">The numbers.</param>
    public static Values Create(ReadOnlySpan<double> items) => new(items.ToArray());

    /// <summary>Copies an array.</summary>
    /// <param name="items">The numbers.</param>
    public static implicit operator Values(double[] items) => Create(items);

    /// <summary>Copies an array.</summary>
    /// <param name="items">The numbers.</param>
    public static implicit operator Values(float[] items) => new(Array.ConvertAll(items, v => (double)v));

    /// <summary>Copies an array.</summary>
    /// <param name="items">The numbers.</param>
    public static implicit operator Values(int[] items) => new(Array.ConvertAll(items, v => (double)v));

    /// <summary>Copies a list.</summary>
    /// <param name="items">The numbers.</param>
    public static implicit operator Values(List<double> items) => new([.. items]);

    /// <summary>Takes the elements of an array in row-major order, whatever its rank and data type.</summary>
    /// <param name="items">The numbers.</param>
    public static implicit operator Values(NdArray items) => new(items.As(DType.Float64).ToArray<double>());

    /// <summary>Takes the values of a tensor.</summary>
    /// <param name="items">The numbers.</param>
    public static implicit operator Values(Tensor items) => items.Value;

    /// <summary>Takes anything that holds numbers; what a conversion cannot do (a sequence has an interface type) is done here.</summary>
    /// <param name="numbers">An NdArray, an array, or a sequence of double, float, int or long.</param>
    /// <param name="argument">The name of the argument, for the message.</param>
    /// <exception cref="FigureException">It holds no numbers.</exception>
    public static Values From(object numbers, string argument = "numbers") => numbers switch
    {
        Values values => values,
        NdArray items => items,
        Tensor items => items,
        IEnumerable<double> items => new([.. items]),
        IEnumerable<float> items => new([.. items]),
        IEnumerable<int> items => new([.. items]),
        IEnumerable<long> items => new([.. items.Select(v => (double)v)]),
        _ => throw new FigureException($"Figure: {argument} must be numbers (an NdArray, an array or a sequence of double, float, int or long), got {Describe(numbers)}."),
    };

    /// <inheritdoc/>
    public IEnumerator<double> GetEnumerator() => ((IEnumerable<double>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static string Describe(object? value) => value is null ? "null" : $"a {value.GetType().Name}";
}
