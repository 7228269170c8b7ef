using Curriculum.Arrays;
using FsCheck;
using FsCheck.Fluent;

namespace Curriculum.Tests.Arrays;

/// <summary>Chains of views, assignments, broadcasts and reductions against <see cref="ModelArray"/>, in 10,000 random cases.</summary>
/// <remarks>FsCheck draws a list of numbers; a case is what they say (which step comes next, which axis …), so a failing list shrinks to a short case.</remarks>
public class ArrayPropertyTests
{
    private static readonly Arbitrary<int[]> Choices = Arb.ToArbitrary(
        Gen.ArrayOf(Gen.Choose(0, 999), 40),
        choices => choices.Length == 0 ? [] : [choices[..(choices.Length / 2)], choices[..^1], .. choices.Select((_, i) => (int[])[.. choices[..i], 0, .. choices[(i + 1)..]]).Where(shorter => !shorter.SequenceEqual(choices))]);

    [Fact]
    public void Views_and_assignments_behave_as_the_model_in_10_000_cases()
        => Prop.ForAll(Choices, choices => Chain(new(choices))).Check(Config.QuickThrowOnFailure.WithMaxTest(10_000));

    [Fact]
    public void Broadcasting_and_reductions_behave_as_the_model_in_10_000_cases()
        => Prop.ForAll(Choices, choices => Combine(new(choices))).Check(Config.QuickThrowOnFailure.WithMaxTest(10_000));

    private static void Chain(Choice choice)
    {
        int[] shape = choice.Shape(4);
        double[] values = [.. Enumerable.Range(0, ModelArray.Product(shape)).Select(i => (double)i)];
        var model = ModelArray.Of(shape, values);
        var array = NdArray.FromSpan<double>(values, shape);
        var (baseModel, baseArray) = (model, array);
        for (int steps = choice.Below(7); steps > 0; steps--)
        {
            (model, array) = Step(choice, model, array);
            AssertSame(model, array);
            Assert.Equal(model.IsContiguous || model.Boxes.Length == 0, array.IsContiguous);
        }

        // What is assigned to the view appears in the array it looks into, and only there. A box that a view holds twice is not written to.
        if (model.Boxes.Distinct().Count() == model.Boxes.Length)
        {
            var replaced = Source(choice, model.Shape);
            for (int i = 0; i < model.Boxes.Length; i++)
                model.Boxes[i].Value = replaced.Stretched.Values[i];
            array[Slice.Ellipsis] = replaced.Array;
            AssertSame(model, array);
            AssertSame(baseModel, baseArray);
        }
    }

    private static (ModelArray Model, NdArray Array) Step(Choice choice, ModelArray model, NdArray array)
    {
        int[] shape = model.Shape;
        int rank = shape.Length;
        switch (choice.Below(9))
        {
            case 0:
                int[] order = [.. Enumerable.Range(0, rank).OrderBy(_ => choice.Below(100))];
                return (model.View([.. order.Select(axis => shape[axis])], index => [.. Enumerable.Range(0, rank).Select(axis => index[Array.IndexOf(order, axis)])]), rank == 0 ? array.T : array.Transpose(order));
            case 1:
                int place = choice.Below(rank + 1);
                return (model.View([.. shape[..place], 1, .. shape[place..]], index => [.. index[..place], .. index[(place + 1)..]]), array.ExpandDims(choice.Below(2) == 0 ? place : place - rank - 1));
            case 2 when shape.Contains(1):
                int one = Array.IndexOf(shape, 1);
                return (model.View([.. shape[..one], .. shape[(one + 1)..]], index => [.. index[..one], 0, .. index[one..]]), array.Squeeze(one));
            case 3:
                int[] wanted = [.. Factors(ModelArray.Product(shape), choice)];
                return (model.Reshape(wanted), array.Reshape(wanted));
            case 4 when rank > 0 && shape[0] > 0:
                int row = choice.Below(shape[0]);
                return (model.View(shape[1..], index => [row, .. index]), choice.Below(2) == 0 ? array[row] : array[^(shape[0] - row)]);
            case 5:
                int[] longer = [.. Enumerable.Range(0, choice.Below(2)).Select(_ => choice.Below(3)), .. shape.Select(length => length == 1 ? choice.Below(3) : length)];
                return (model.BroadcastTo(longer)!, array.BroadcastTo(longer));
            case 6 when rank > 0:
                int flipped = choice.Below(rank);
                return (model.View(shape, index => [.. index.Select((i, axis) => axis == flipped ? shape[axis] - 1 - i : i)]), array.Flip(flipped - (choice.Below(2) * rank)));
            default:
                return Sliced(choice, model, array);
        }
    }

    /// <summary>A range with a step on each axis, from an independent reading of Python's rule: count up from the start while before the stop.</summary>
    private static (ModelArray Model, NdArray Array) Sliced(Choice choice, ModelArray model, NdArray array)
    {
        var positions = new List<int[]>();
        var parts = new List<Slice>();
        foreach (int length in model.Shape)
        {
            int step = choice.Below(7) - 3;
            step = step == 0 ? 1 : step;
            int? start = choice.Below(3) == 0 ? null : choice.Below(12) - 6, stop = choice.Below(3) == 0 ? null : choice.Below(12) - 6;
            parts.Add(Slice.Step(start, stop, step));
            int? first = start < 0 ? start + length : start, end = stop < 0 ? stop + length : stop;
            IEnumerable<int> all = Enumerable.Range(0, length);
            if (step > 0)
                positions.Add([.. all.Where(i => i >= (first ?? 0) && i < (end ?? length) && (i - Math.Max(first ?? 0, 0)) % step == 0)]);
            else
                positions.Add([.. all.Reverse().Where(i => i <= (first ?? length - 1) && i > (end ?? -1) && (Math.Min(first ?? length - 1, length - 1) - i) % -step == 0)]);
        }

        return (model.View([.. positions.Select(list => list.Length)], index => [.. index.Select((i, axis) => positions[axis][i])]), array[[.. parts]]);
    }

    private static List<int> Factors(int size, Choice choice)
    {
        if (size == 0)
            return [0, choice.Below(4)];
        var factors = new List<int>();
        for (int divisor = 2; size > 1; divisor++)
        {
            for (; size % divisor == 0; size /= divisor)
            {
                if (factors.Count > 0 && choice.Below(2) == 0)
                    factors[^1] *= divisor;
                else
                    factors.Add(divisor);
            }
        }

        if (choice.Below(2) == 0)
            factors.Add(1);
        return factors;
    }

    /// <summary>Something that broadcasts to a shape: axes of length 1 in some places, leading axes left out.</summary>
    private static (ModelArray Stretched, NdArray Array) Source(Choice choice, int[] shape)
    {
        int[] own = [.. shape[choice.Below(shape.Length + 1)..].Select(length => choice.Below(3) == 0 ? 1 : length)];
        double[] values = [.. Enumerable.Range(0, ModelArray.Product(own)).Select(i => 100.0 + i)];
        return (ModelArray.Of(own, values).BroadcastTo(shape)!, NdArray.FromSpan<double>(values, own));
    }

    private static void Combine(Choice choice)
    {
        int[] shape = choice.Shape(4);
        var (left, a) = Source(choice, shape);
        var (right, b) = Source(choice, shape);
        if (choice.Below(2) == 0)
            (left, a, right, b) = (right, b, left, a);
        int[] common = [.. Common(a.Shape.ToArray(), b.Shape.ToArray())];
        AssertSame(Zip(a, b, common, (x, y) => x + (2 * y)), a + (2 * b));
        AssertSame(Zip(a, b, common, (x, y) => x > y ? 1 : 0), (a > b).As(DType.Float64));
        AssertSame(Zip(a, b, common, (x, y) => x < y ? x : y), NdArray.Where(a < b, a, b));

        var model = Zip(a, b, common, (x, y) => (x * 3) - y);
        var full = a.BroadcastTo(common) * 3 - b;
        int[] axes = [.. Enumerable.Range(0, common.Length).Where(_ => choice.Below(2) == 0)];
        bool keepDims = choice.Below(2) == 0;
        int[] kept = [.. common.Select((length, axis) => axes.Contains(axis) ? 1 : length)];
        var sums = ModelArray.Of(kept, new double[ModelArray.Product(kept)]);
        foreach (int[] index in ModelArray.Indices(common))
            sums.At([.. index.Select((i, axis) => axes.Contains(axis) ? 0 : i)]).Value += model.At(index).Value;
        int[] reduced = keepDims ? kept : [.. common.Where((_, axis) => !axes.Contains(axis))];
        AssertSame(sums.Reshape(reduced), full.Sum(axes, keepDims));
        AssertSame(sums, full.SumTo(kept));
    }

    private static ModelArray Zip(NdArray a, NdArray b, int[] shape, Func<double, double, double> function)
    {
        var x = ModelArray.Of(a.Shape.ToArray(), a.ToArray<double>()).BroadcastTo(shape)!;
        var y = ModelArray.Of(b.Shape.ToArray(), b.ToArray<double>()).BroadcastTo(shape)!;
        return ModelArray.Of(shape, x.Values.Zip(y.Values, function));
    }

    private static IEnumerable<int> Common(int[] a, int[] b)
    {
        int rank = Math.Max(a.Length, b.Length);
        int[] x = [.. Enumerable.Repeat(1, rank - a.Length), .. a], y = [.. Enumerable.Repeat(1, rank - b.Length), .. b];
        return x.Zip(y, (m, n) => m == 1 ? n : m);
    }

    private static void AssertSame(ModelArray model, NdArray array)
    {
        Assert.Equal(model.Shape, array.Shape);
        Assert.Equal(model.Values, array.ToArray<double>());
    }

    /// <summary>The numbers that decide a case, one after the other; 0 when they run out.</summary>
    private sealed class Choice(int[] numbers)
    {
        private int _next;

        public int Below(int limit) => limit <= 1 || _next >= numbers.Length ? 0 : numbers[_next++] % limit;

        public int[] Shape(int longest) => [.. Enumerable.Range(0, Below(longest + 1)).Select(_ => Below(12) is var length && length == 0 ? 0 : 1 + (length % 4)).ToArray()];
    }
}
