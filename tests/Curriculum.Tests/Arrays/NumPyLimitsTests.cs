using Curriculum.Arrays;

namespace Curriculum.Tests.Arrays;

/// <summary>What NumPy 1.24 gives at the limits of the types, and for indices and shapes that are rarely written.</summary>
public class NumPyLimitsTests
{
    [Fact]
    public void A_quotient_at_the_end_of_the_range_is_rounded_down_without_overflow()
    {
        Assert.Equal([-3074457345618258603, -306783378], NdArray.Of([long.MinValue, -2147483641]).FloorDivide(NdArray.Of([3L, 7])).ToArray<long>());
        Assert.Equal([-306783379, 306783378, -1], NdArray.Of([int.MaxValue, int.MinValue, int.MaxValue]).FloorDivide(NdArray.Of([-7, -7, int.MinValue])).ToArray<int>());
        Assert.Equal([-2, -2, -1], (NdArray.Of([int.MaxValue, int.MinValue, int.MaxValue]) % NdArray.Of([-3, -3, int.MinValue])).ToArray<int>());
    }

    [Theory]
    [InlineData(-1, double.PositiveInfinity, -1, double.PositiveInfinity)]
    [InlineData(1, double.NegativeInfinity, -1, double.NegativeInfinity)]
    [InlineData(5, double.PositiveInfinity, 0, 5)]
    [InlineData(-4, 2, -2, 0.0)]
    [InlineData(4, -2, -2, -0.0)]
    [InlineData(-0.0, 3, -0.0, 0.0)]
    [InlineData(0.5, -2, -1, -1.5)]
    [InlineData(-0.5, -2, 0.0, -0.5)]
    public void Division_with_a_rest_goes_by_the_sign_of_the_divisor(double a, double b, double quotient, double rest)
    {
        Assert.Equal((Bits(quotient), Bits(rest)), (Bits(NdArray.Of(a).FloorDivide(b).Item()), Bits((NdArray.Of(a) % b).Item())));
        var (single, divisor) = (NdArray.Of([(float)a]), NdArray.Of([(float)b]));
        Assert.Equal((Bits(quotient), Bits(rest)), (Bits(single.FloorDivide(divisor).Item()), Bits((single % divisor).Item())));

        static long Bits(double x) => BitConverter.DoubleToInt64Bits(x);
    }

    [Fact]
    public void Powers_of_whole_numbers_wrap_around_in_their_own_type()
    {
        Assert.Equal([-128, 0, 1977326743, int.MinValue], NdArray.Of([int.MaxValue - 1, 2, 7, -2]).Pow(NdArray.Of([7, 40, 11, 31])).ToArray<int>());
        Assert.Equal([1L << 40, 1977326743], NdArray.Of([2L, 7]).Pow(NdArray.Of([40, 11])).ToArray<long>());
        var error = Assert.Throws<DTypeException>(() => ((NdArray)3_000_000_000L).Pow(NdArray.Of([1, 2])));
        Assert.Equal("Pow: the number 3000000000 does not fit the array's type Int32. Convert the array with As(DType.Int64) first.", error.Message);
    }

    [Fact]
    public void A_dot_product_over_no_elements_is_zero()
    {
        Assert.Equal([2, 3], NdArray.Zeros(0).Dot(NdArray.Zeros(2, 0, 3)).Shape);
        Assert.Equal(new double[24], NdArray.Zeros(2, 4, 0).Dot(NdArray.Zeros(0, 3)).ToArray<double>());
        Assert.Equal([2, 4], NdArray.Zeros(2, 4, 0).Dot(NdArray.Zeros(0)).Shape);
        Assert.Equal([2, 4, 0], NdArray.Zeros(2, 4, 3).Dot(NdArray.Zeros(3, 0)).Shape);
        Assert.Equal([0, 5, 2], NdArray.Zeros(0, 3).Dot(NdArray.Zeros(5, 3, 2)).Shape);
    }

    [Fact]
    public void A_length_is_worked_out_in_a_shape_written_as_one_argument()
    {
        int[] lengths = [-1, 2];
        Assert.Equal([3, 2], NdArray.Arange(6).Reshape([-1, 2]).Shape);
        Assert.Equal([3, 2], NdArray.Arange(6).Reshape(lengths).Shape);
        Shape shape = [2, 3];
        Assert.Equal(shape, NdArray.Arange(6).Reshape(shape).Shape);
        Assert.Equal(Shape.Scalar, NdArray.Ones(1).Reshape([]).Shape);
    }

    [Fact]
    public void An_ellipsis_between_two_arrays_of_positions_separates_them_even_where_it_stands_for_no_axis()
    {
        var (x, at) = (NdArray.Arange(60).Reshape(3, 4, 5), NdArray.Of([0, 1]));
        Assert.Equal([0, 20, 40, 6, 26, 46], x[Slice.All, at, Slice.Ellipsis, at].ToArray<int>());
        Assert.Equal([2, 3], x[Slice.All, at, Slice.Ellipsis, at].Shape);
        Assert.Equal([3, 2], x[Slice.All, at, at, Slice.Ellipsis].Shape);
        x[Slice.All, at, Slice.Ellipsis, 2] = NdArray.Of(new[,] { { -1, -2, -3 }, { -4, -5, -6 } });
        Assert.Equal([-1, -2, -3], x[Slice.All, 0, 2].ToArray<int>());
    }

    [Fact]
    public void A_position_outside_its_axis_is_an_error_even_where_nothing_is_read()
    {
        var error = Assert.Throws<ShapeException>(() => NdArray.Zeros(2, 3)[5, NdArray.Zeros([0], DType.Int64)]);
        Assert.Equal("Index: every index must be -2 … 1 (axis 0 of [2, 3]), got 5.", error.Message);
    }
}
