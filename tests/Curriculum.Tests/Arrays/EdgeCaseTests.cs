using Curriculum.Arrays;

namespace Curriculum.Tests.Arrays;

public class EdgeCaseTests
{
    [Theory]
    [InlineData(DType.Boolean, DType.Int32, DType.Int32)]
    [InlineData(DType.Boolean, DType.Float32, DType.Float32)]
    [InlineData(DType.Int32, DType.Int64, DType.Int64)]
    [InlineData(DType.Int32, DType.Float32, DType.Float64)]
    [InlineData(DType.Int64, DType.Float32, DType.Float64)]
    [InlineData(DType.Float32, DType.Float64, DType.Float64)]
    [InlineData(DType.Float32, DType.Float32, DType.Float32)]
    public void Two_types_promote_as_in_NumPy(DType a, DType b, DType expected)
    {
        Assert.Equal(expected, (NdArray.Ones([2], a) + NdArray.Ones([2], b)).DType);
        Assert.Equal(expected, (NdArray.Ones([], b) * NdArray.Ones([2], a)).DType);
        Assert.Equal(expected, NdArray.Concatenate(0, NdArray.Ones([2], a), NdArray.Ones([1], b)).DType);
    }

    [Fact]
    public void A_number_takes_on_the_type_of_the_array()
    {
        Assert.Equal(DType.Float32, (NdArray.Ones([2], DType.Float32) * 0.1).DType);
        Assert.Equal(0.1f, (float)(NdArray.Ones([1], DType.Float32) * 0.1));
        Assert.Equal(DType.Int32, (2 + NdArray.Ones([2], DType.Int32)).DType);
        Assert.Equal(DType.Float64, (NdArray.Ones([2], DType.Int32) * 0.5).DType);
        Assert.Equal(DType.Int64, (NdArray.Ones([2], DType.Boolean) + 1).DType);
        Assert.Equal(DType.Float64, (NdArray.Ones([2], DType.Int32) / 2).DType);
        Assert.Equal(DType.Float32, NdArray.Where(NdArray.Of([true]), NdArray.Ones([1], DType.Float32), 0.0).DType);
        Assert.Equal(DType.Int64, NdArray.Ones([2], DType.Int32).Sum().DType);
        var error = Assert.Throws<DTypeException>(() => NdArray.Ones([2], DType.Int32) + 3_000_000_000L);
        Assert.Equal("Add: the number 3000000000 does not fit the array's type Int32. Convert the array with As(DType.Int64) first.", error.Message);
        Assert.True((bool)(NdArray.Ones([2], DType.Int32) < 3_000_000_000L).All());
    }

    [Fact]
    public void Arrays_without_elements_behave_as_in_NumPy()
    {
        var empty = NdArray.Zeros(0, 3);
        Assert.Equal(0, empty.Sum().Item());
        Assert.Equal(1, empty.Prod().Item());
        Assert.Equal([0.0, 0, 0], empty.Sum(0).ToArray<double>());
        Assert.True(double.IsNaN(empty.Mean().Item()));
        Assert.Equal([0, 3], (empty + NdArray.Ones(3)).Exp().Shape);
        Assert.Equal([0], empty.Max(1).Shape);
        Assert.False((bool)empty.Any());
        Assert.True((bool)empty.All());
        Assert.Equal([0, 3], empty.Sort().Shape);
        Assert.Equal([0], empty.Unique().Shape);
        Assert.Equal([0, 3, 4], NdArray.Zeros([0, 3], DType.Int64).OneHot(4).Shape);
        var error = Assert.Throws<ShapeException>(() => empty.Max());
        Assert.Equal("Max: there must be at least one element to choose from, got shape [0, 3] over axes [0, 1].", error.Message);
        error = Assert.Throws<ShapeException>(() => empty.ArgMin(0));
        Assert.Equal("ArgMin: there must be at least one element to choose from, got shape [0, 3] along axis 0.", error.Message);
    }

    [Fact]
    public void A_single_number_is_an_array_of_rank_0()
    {
        var number = NdArray.Scalar(2.5);
        Assert.Equal(0, number.Rank);
        Assert.Equal(2.5, (double)number.Sum());
        Assert.Equal([1, 1], number.Reshape(1, 1).Shape);
        Assert.Equal(Shape.Scalar, (number + 1).Exp().T.Shape);
        Assert.Equal([2], (number * NdArray.Ones(2)).Shape);
        Assert.Equal(0, number.ArgMax().Item());
        Assert.Equal("Sum: a single number has no axis, got axis 0.", Assert.Throws<ShapeException>(() => number.Sum(0)).Message);
        Assert.Equal("Index: [] has 0 axes, got 1 indices. Leave some out, or add an axis with ExpandDims.", Assert.Throws<ShapeException>(() => number[0]).Message);
    }

    [Fact]
    public void Floats_become_whole_numbers_towards_zero_and_within_the_range()
    {
        var x = NdArray.Of(2.9, -2.9, 1e300, -1e300, double.NaN, double.PositiveInfinity);
        Assert.Equal([2, -2, int.MaxValue, int.MinValue, 0, int.MaxValue], x.As(DType.Int32).ToArray<int>());
        Assert.Equal([2, -2, long.MaxValue, long.MinValue, 0, long.MaxValue], x.As(DType.Int64).ToArray<long>());
        Assert.Equal([true, false, true], NdArray.Of(0.1, 0, double.NaN).As(DType.Boolean).ToArray<bool>());
        Assert.Equal([float.PositiveInfinity], NdArray.Of(1e300).ToArray<float>());
        Assert.Equal([9007199254740993L], NdArray.Of([9007199254740993L]).ToArray<long>());
    }

    [Fact]
    public void LogSumExp_survives_large_and_infinite_numbers()
    {
        Assert.Equal(1000 + Math.Log(2), NdArray.Of(1000, 1000).LogSumExp().Item(), 12);
        Assert.Equal(double.PositiveInfinity, NdArray.Of(1, double.PositiveInfinity).LogSumExp().Item());
        Assert.Equal(double.NegativeInfinity, NdArray.Of(double.NegativeInfinity, double.NegativeInfinity).LogSumExp().Item());
        Assert.True(double.IsNaN(NdArray.Of(1, double.NaN).LogSumExp().Item()));
    }

    [Fact]
    public void Overlapping_parts_are_copied_as_if_through_a_second_array()
    {
        var a = NdArray.Arange(6);
        a[1..] = a[..^1];
        Assert.Equal([0L, 0, 1, 2, 3, 4], a.ToArray<long>());
        a[Slice.All] = a[Slice.Step(null, null, -1)];
        Assert.Equal([4L, 3, 2, 1, 0, 0], a.ToArray<long>());
    }

    [Fact]
    public void Views_say_so_and_share_memory()
    {
        var a = NdArray.Zeros(2, 3);
        var row = a[1];
        Assert.True(row.IsView);
        Assert.False(a.IsView);
        Assert.False(a.T.Reshape(-1).IsView);
        row[2] = 7;
        Assert.Equal(7, a[1, 2].Item());
        var error = Assert.Throws<InvalidOperationException>(() => NdArray.Zeros(1, 3).BroadcastTo([2, 3])[0, 0..2].BroadcastTo([4, 2])[Slice.Ellipsis] = 1);
        Assert.Equal("Assign: [4, 2] is a broadcast view, several of its elements are one in memory. Copy() it before writing to it.", error.Message);
    }

    public static TheoryData<string, Action> Mistakes => new()
    {
        { "Add: shapes [2, 3] and [4] do not broadcast: counted from the last, axis 1 is 3 in the one and 4 in the other. Lengths must be equal or 1; Reshape or ExpandDims can insert a 1.", () => _ = NdArray.Zeros(2, 3) + NdArray.Zeros(4) },
        { "Reshape: [2, 3] has 6 elements, [4] would have 4. One length may be −1 and is then worked out.", () => NdArray.Zeros(2, 3).Reshape(4) },
        { "Reshape: the 6 elements of [2, 3] cannot be laid out as [4, -1]: 6 is not a multiple of 4.", () => NdArray.Zeros(2, 3).Reshape(4, -1) },
        { "Reshape: only one length may be −1, got [-1, -1].", () => NdArray.Zeros(2, 3).Reshape(-1, -1) },
        { "Shape: every length must be 0 or more, got [2, -3].", () => NdArray.Zeros(2, -3) },
        { "Transpose: axes must name each of the 2 axes of [2, 3] once, got [0, 0].", () => NdArray.Zeros(2, 3).Transpose(0, 0) },
        { "Sum: axis must be -2 … 1 for [2, 3], got 2.", () => NdArray.Zeros(2, 3).Sum(2) },
        { "Sum: each axis may be named once, got [0, -2] for [2, 3].", () => NdArray.Zeros(2, 3).Sum([0, -2]) },
        { "Squeeze: axis 1 of [2, 3] must have length 1, got 3. Choose one element of it by an index instead.", () => NdArray.Zeros(2, 3).Squeeze(1) },
        { "BroadcastTo: [2] does not stretch to [1]: counted from the last, each length must be that of the new shape, or 1.", () => NdArray.Zeros(2).BroadcastTo([1]) },
        { "SumTo: [4] must broadcast to [3]. Counted from the last, each length must be that of the array, or 1.", () => NdArray.Zeros(3).SumTo([4]) },
        { "Index: position on axis 0 of [2, 3] must be -2 … 1, got 2.", () => _ = NdArray.Zeros(2, 3)[2] },
        { "Index: a mask must have the lengths of the axes it stands for, [2] of [2, 3], got [3].", () => _ = NdArray.Zeros(2, 3)[NdArray.Ones([3], DType.Boolean)] },
        { "Index: indices must be whole numbers, got Float64. Convert with As(DType.Int64).", () => _ = NdArray.Zeros(2, 3)[NdArray.Ones(3)] },
        { "Assign: [2] does not fit into [3]. Lengths must be equal, or 1 in what is assigned.", () => NdArray.Zeros(2, 3)[0] = NdArray.Zeros(2).Reshape(2) },
        { "Take: every index must be -3 … 2 (axis 1 of [2, 3]), got 3.", () => NdArray.Zeros(2, 3).Take(NdArray.Of([3L]), 1) },
        { "OneHot: every index must be -3 … 2 (the number of classes), got 3.", () => NdArray.Of([3L]).OneHot(3) },
        { "OneHot: every class number must be 0 … 2, got -1. Negative numbers do not count from the end here: leave such labels out first.", () => NdArray.Of([-1L]).OneHot(3) },
        { "OneHot: classes must be 0 or more, got -1.", () => NdArray.Of([0L]).OneHot(-1) },
        { "Index: a mask must have an axis, got a single truth value for [2]. Use if, or Where, to choose by one condition.", () => _ = NdArray.Zeros(2)[NdArray.Scalar(1, DType.Boolean)] },
        { "Shape: an array has at most 2147483647 elements, got [70000, 70000]. Work in smaller pieces.", () => NdArray.Zeros(70000, 70000) },
        { "Shape: an array has at most 2147483647 elements, got [70000, 70000]. Work in smaller pieces.", () => NdArray.Zeros(70000, 1).BroadcastTo([70000, 70000]) },
        { "Shape: an array has at most 2147483647 elements, got [70000, 70000]. Work in smaller pieces.", () => _ = NdArray.Zeros(70000, 1) + NdArray.Zeros(70000) },
        { "Shape: an array has at most 2147483647 elements, got [70000, 70000]. Work in smaller pieces.", () => NdArray.Zeros(70000, 1).MatMul(NdArray.Zeros(1, 70000)) },
        { "Shape: an array has at most 2147483647 elements, got [70000, 70000]. Work in smaller pieces.", () => NdArray.Zeros(6).Reshape(70000, 70000) },
        { "Shape: an array has at most 2147483647 elements, got [70000, 70000, 1]. Work in smaller pieces.", () => NdArray.Zeros(6).Reshape(70000, 70000, -1) },
        { "Shape: an array has at most 2147483647 elements, got [0, 70000, 70000]. Work in smaller pieces.", () => NdArray.Zeros(0, 70000, 70000) },
        { "Shape: an array has at most 2147483647 elements, got [3, 2147483647]. Work in smaller pieces.", () => NdArray.Zeros(3).Repeat(int.MaxValue) },
        { "Shape: an array has at most 2147483647 elements, got [70000, 1, 70000, 3]. Work in smaller pieces.", () => NdArray.Zeros(3).Tile(70000, 70000) },
        { "Shape: an array has at most 64 axes, got 65. Lay several of them out as one with Reshape.", () => NdArray.Zeros(Enumerable.Repeat(1, 65).ToArray()) },
        { "Pad: an axis has at most 2147483647 elements, got 2147483651 on axis 0. Work in smaller pieces.", () => NdArray.Zeros(3).Pad([(1, int.MaxValue)]) },
        { "Concatenate: an axis has at most 2147483647 elements, got 4294967294. Work in smaller pieces.", () => { var x = NdArray.Zeros(1).BroadcastTo([int.MaxValue]); NdArray.Concatenate(0, x, x); } },
        { "Arange: an array has at most 2147483647 elements, got 4294967295 from -2147483648 to 2147483647. Work in smaller pieces.", () => NdArray.Arange(int.MinValue, int.MaxValue) },
        { "Arange: step must not be 0, got 1, 2 and 0.", () => NdArray.Arange(1, 2, 0) },
        { "Arange: the steps from 0 to 1 must be at most 2147483647 and the step not 0, got step 1E-300.", () => NdArray.Arange(0, 1, 1e-300) },
        { "Linspace: count must be 0 or more, got -1.", () => NdArray.Linspace(0, 1, -1) },
        { "Histogram: bins must be 1 … 2147483646, got 0.", () => NdArray.Zeros(3).Histogram(0) },
        { "Histogram: the range must be finite and rising, got NaN … NaN. Give a range, or leave out what is not a number.", () => NdArray.Of(1, double.NaN).Histogram(3) },
        { "BinCount: every element must be 0 or more, got -2.", () => NdArray.Of([-2L]).BinCount() },
        { "BinCount: every element must be below 2147483647, got 3000000000. Take UniqueCounts for numbers that lie far apart.", () => NdArray.Of([3_000_000_000L]).BinCount() },
        { "Split: parts must divide the 0 elements along axis 0 of [0], got 2147483647. Give the positions at which to cut instead.", () => NdArray.Zeros(0).Split(int.MaxValue) },
        { "Concatenate: all arrays must agree in every axis but 0, got [2, 3], [2, 4]. Reshape, or use Stack for a new axis.", () => NdArray.Concatenate(0, NdArray.Zeros(2, 3), NdArray.Zeros(2, 4)) },
        { "Stack: all arrays must have the same shape, got [2] and [3]. Use Concatenate for an axis that is there.", () => NdArray.Stack(0, NdArray.Zeros(2), NdArray.Zeros(3)) },
        { "Split: parts must divide the 3 elements along axis 1 of [2, 3], got 2. Give the positions at which to cut instead.", () => NdArray.Zeros(2, 3).Split(2, 1) },
        { "Item: the array must have exactly one element, got shape [2]. Choose one by its index, or reduce with Sum, Mean or Max.", () => NdArray.Zeros(2).Item() },
        { "Of: the rows of a jagged array must be of equal length, got a row of [1] where the first one is [2]. Pad the shorter rows.", () => NdArray.Of((Array)new double[][] { [1, 2], [3] }) },
        { "Of: elements must be bool, int, long, float or double, got Decimal. Convert them first.", () => NdArray.Of(new decimal[1, 1]) },
        { "Where: condition must be Boolean, got Float64. Compare first, as in x > 0.", () => NdArray.Where(NdArray.Zeros(2), 1, 0) },
        { "And: both operands must be Boolean or whole numbers, got Float64 and Boolean. Compare first, as in (x > 0) & (x < 1).", () => _ = NdArray.Zeros(2) & true },
        { "Subtract: a and b must be numbers, got Boolean. Convert with As(DType.Int32), or use ^ for \"one but not both\".", () => _ = NdArray.Zeros([2], DType.Boolean) - NdArray.Zeros([2], DType.Boolean) },
        { "Pow: whole numbers cannot be raised to a negative power. Convert with As(DType.Float64) first.", () => NdArray.Arange(3).Pow(-1) },
        { "Einsum: \"j\" in \"ij,jk->ik\" must have one length, got 3 and 4.", () => NdArray.Einsum("ij,jk->ik", NdArray.Zeros(2, 3), NdArray.Zeros(4, 5)) },
        { "Einsum: \"ij\" in \"ij->i\" must name each of the 1 axes of [2] by a letter.", () => NdArray.Einsum("ij->i", NdArray.Zeros(2)) },
        { "TopK: k must be 0 … 3 (axis -1 of [2, 3]), got 4.", () => NdArray.Zeros(2, 3).TopK(4) },
        { "Solve: the matrix must be regular, but its rows depend on each other (determinant 0). LeastSquares gives the best solution that there is.", () => NdArray.Ones(2, 2).Solve(NdArray.Ones(2)) },
        { "Svd: every element must be a finite number, at least one is NaN or infinite.", () => NdArray.Full([2, 2], double.NaN).Svd() },
        { "Inverse: the matrix must be square, got [2, 3].", () => NdArray.Ones(2, 3).Inverse() },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Mistakes_are_explained(string message, Action mistake)
    {
        var error = Record.Exception(mistake);
        Assert.True(error is ShapeException or DTypeException or ArithmeticException, $"got {error}");
        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void C_sharp_arrays_of_any_rank_and_jagged_ones_become_arrays()
    {
        Assert.Equal([2, 2, 1], NdArray.Of(new float[,,] { { { 1 }, { 2 } }, { { 3 }, { 4 } } }).Shape);
        var jagged = NdArray.Of((Array)new int[][] { [1, 2, 3], [4, 5, 6] });
        Assert.Equal([2, 3], jagged.Shape);
        Assert.Equal(DType.Int32, jagged.DType);
        Assert.Equal([1, 2, 3, 4, 5, 6], jagged.ToArray<int>());
        Assert.Equal([2, 1], NdArray.Of(new double[][] { [1.5], [2.5] }).Shape);
        Assert.Equal([1, 2, 2], NdArray.Of(new bool[][,] { new[,] { { true, false }, { false, true } } }).Shape);
    }

    [Fact]
    public void TopK_takes_the_first_of_equal_elements()
    {
        var (values, indices) = NdArray.Of(1, 5, 3, 5, double.NaN).TopK(3);
        Assert.Equal([double.NaN, 5, 5], values.ToArray<double>());
        Assert.Equal([4L, 1, 3], indices.ToArray<long>());
    }
}
