using Curriculum.Arrays;

namespace Curriculum.Tests.Arrays;

/// <summary>Methods that no golden file calls, each by what it promises.</summary>
public class ArrayMethodTests
{
    [Theory]
    [InlineData(4096 * 9)]
    [InlineData(96)]
    [InlineData(97)]
    public void The_sum_of_a_row_does_not_depend_on_the_rows_beside_it(int length)
    {
        var x = new RandomState(3).RandN(11, length).As(DType.Float32);
        Assert.Equal(x.Sum(1).ToArray<float>(), Enumerable.Range(0, 11).Select(i => (float)x[i].Sum().Item()));
    }

    [Theory]
    [InlineData(3, 8)]
    [InlineData(300, 24)]
    [InlineData(1, 16)]
    [InlineData(50, 7)]
    public void A_copy_of_a_transposed_matrix_holds_its_elements_row_by_row(int rows, int columns)
    {
        foreach (var dtype in new[] { DType.Float32, DType.Float64, DType.Int64, DType.Boolean })
        {
            // A part of a wider matrix, so that a row does not end where the next one begins.
            var x = (new RandomState(5).RandN(columns, rows + 3) * 9).As(dtype);
            NdArray turned = x[.., 1..(rows + 1)].T, copy = turned.Copy();
            Assert.True(copy.IsContiguous);
            Assert.Equal(Enumerable.Range(0, rows * columns).Select(i => x[i % columns, (i / columns) + 1].Item()), copy.As(DType.Float64).ToArray<double>());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(5000)]
    public void The_place_of_an_extreme_is_the_first_of_equal_ones_and_that_of_the_first_nan(int length)
    {
        foreach (var dtype in new[] { DType.Float32, DType.Float64 })
        {
            var random = new RandomState(5);
            var x = random.RandInt(-4, 5, [7, length]).As(dtype);
            double[][] rows = [.. Enumerable.Range(0, 7).Select(i => x[i].ToArray<double>())];
            Assert.Equal(rows.Select(row => (long)Array.IndexOf(row, row.Max())), x.ArgMax(1).ToArray<long>());
            Assert.Equal(rows.Select(row => (long)Array.IndexOf(row, row.Min())), x.ArgMin(1).ToArray<long>());
            x[.., (length / 2)..] = double.NaN;
            Assert.All(x.ArgMax(1).ToArray<long>(), place => Assert.Equal(length / 2, place));
            Assert.All(x.ArgMin(1).ToArray<long>(), place => Assert.Equal(length / 2, place));
        }
    }

    [Theory]
    [InlineData(9, 130, 1)]
    [InlineData(9, 1, 70)]
    [InlineData(9, 1, 1)]
    [InlineData(1, 130, 70)]
    [InlineData(1, 130, 1)]
    [InlineData(1, 1, 70)]
    [InlineData(1, 1, 1)]
    public void What_repeats_is_as_if_it_were_written_out(int blocks, int rows, int columns)
    {
        foreach (var dtype in new[] { DType.Float32, DType.Float64, DType.Int64 })
        {
            var random = new RandomState(5);
            NdArray a = (random.RandN(9, 130, 70) * 9).As(dtype), b = (random.RandN(blocks, rows, columns) * 9).As(dtype), written = b.BroadcastTo(a.Shape).Copy();
            NdArray turned = a.Transpose(0, 2, 1), mask = b > 0, writtenMask = written > 0;
            AssertSame(a - written, a - b);
            AssertSame(written - a, b - a);
            AssertSame(turned * written.Transpose(0, 2, 1), turned * b.Transpose(0, 2, 1));
            AssertSame(a > written, a > b);
            AssertSame(written > a, b > a);
            AssertSame(NdArray.Where(writtenMask, a, written), NdArray.Where(mask, a, b));
            AssertSame(NdArray.Where(writtenMask, written, a), NdArray.Where(mask, b, a));
        }

        static void AssertSame(NdArray expected, NdArray actual) => Assert.Equal(expected.ToArray<double>(), actual.ToArray<double>());
    }

    [Fact]
    public void Rows_taken_and_added_by_several_threads_are_those_of_one()
    {
        const int Words = 500, Width = 130, Count = 700;
        var random = new RandomState(9);
        NdArray x = random.RandN(Words, Width), places = random.RandInt(-Words, Words, [Count]), updates = random.RandN(Count, Width);
        double[] expected = x.ToArray<double>(), given = updates.ToArray<double>();
        long[] at = Array.ConvertAll(places.ToArray<long>(), place => place < 0 ? place + Words : place);
        Assert.Equal(at.SelectMany(row => expected.AsSpan((int)row * Width, Width).ToArray()), x.Take(places, 0).ToArray<double>());
        for (int i = 0; i < given.Length; i++)
            expected[(at[i / Width] * Width) + (i % Width)] += given[i];
        Assert.Equal(expected, x.ScatterAdd(places, updates, 0).ToArray<double>());
    }

    [Fact]
    public void Creation_fills_and_types_arrays()
    {
        Assert.Equal([2L, 5, 8], NdArray.Arange(2, 10, 3).ToArray<long>());
        Assert.Equal([5L, 3, 1], NdArray.Arange(5, 0, -2).ToArray<long>());
        Assert.Equal([0], NdArray.Arange(3, 3).Shape);
        Assert.Equal([0.5, 0.75], NdArray.Arange(0.5, 1, 0.25).ToArray<double>());
        Assert.Equal([1.0, 1.5, 2], NdArray.Linspace(1, 2, 3).ToArray<double>());
        Assert.Equal([0, 0, 1, 0, 0, 0, 0, 1], NdArray.Eye(2, 4, 2).ToArray<double>());
        Assert.Equal([0, 0, 1, 0, 0, 1], NdArray.Eye(3, 2, -1, DType.Int32).ToArray<int>());
        Assert.Equal([7.0f, 7], NdArray.Full([2], 7, DType.Float32).ToArray<float>());
        var like = NdArray.Of(new[,] { { 1f, 2f } });
        Assert.Equal((DType.Float32, "[1, 2]"), (NdArray.ZerosLike(like).DType, NdArray.ZerosLike(like).Shape.ToString()));
        Assert.Equal([1f, 1], NdArray.OnesLike(like).ToArray<float>());
    }

    [Fact]
    public void Axes_are_moved_without_a_copy()
    {
        var x = NdArray.Arange(24).Reshape(2, 3, 4);
        Assert.Equal([4, 3, 2], x.SwapAxes(0, -1).Shape);
        Assert.Equal([3, 4, 2], x.MoveAxis(0, 2).Shape);
        Assert.Equal([4, 2, 3], x.MoveAxis(-1, 0).Shape);
        Assert.Equal(x[1, 2, 3].Item(), x.MoveAxis(-1, 0)[3, 1, 2].Item());
        Assert.Equal(x[1, 2, 3].Item(), x.SwapAxes(0, 2)[3, 2, 1].Item());
        x.MoveAxis(0, 2)[0, 0, 0] = 100;
        Assert.Equal(100, x[0, 0, 0].Item());
    }

    [Fact]
    public void Ravel_shares_memory_and_Flatten_does_not()
    {
        var x = NdArray.Zeros(2, 2);
        Assert.True(x.Ravel().IsView);
        Assert.False(x.Flatten().IsView);
        x.Ravel()[0] = 1;
        x.Flatten()[1] = 2;
        Assert.Equal([1.0, 0, 0, 0], x.ToArray<double>());
    }

    [Fact]
    public void Numbers_are_scattered_back_where_they_were_gathered()
    {
        var x = NdArray.Zeros(2, 3);
        Assert.Equal([0, 0, 3, 0, 0, 7.0], x.ScatterAdd(NdArray.Of([2, -1]), NdArray.Of(new[,] { { 1.0, 2 }, { 3, 4 } }), 1).ToArray<double>());
        Assert.Equal([0, 5, 0, 6, 0, 0.0], x.ScatterAddAlongAxis(NdArray.Of(new[,] { { 1 }, { 0 } }), NdArray.Of(new[,] { { 5.0 }, { 6 } }), 1).ToArray<double>());
        Assert.Equal(0, x.Sum().Item());
        Assert.Equal([0f, 0, 1, 1, 0, 0], NdArray.Of([2, 0]).OneHot(3).ToArray<float>());
        var (values, indices) = NdArray.Of(new[,] { { 1, 9, 5 }, { 8, 2, 8 } }).TopK(2, 1);
        Assert.Equal([9, 5, 8, 8], values.ToArray<int>());
        Assert.Equal([1L, 2, 0, 2], indices.ToArray<long>());
        Assert.Equal(["[2, 1]", "[2, 0]", "[2, 2]"], x.Split([1, 1], 1).Select(part => part.Shape.ToString()));
    }

    [Theory]
    [InlineData(1e300)]
    [InlineData(1e-300)]
    public void Singular_values_of_extreme_numbers_are_those_of_ordinary_ones_scaled(double scale)
    {
        var a = NdArray.Of(new[,] { { 3.0, 1, 2 }, { -1, 2, 0.5 } });
        double[] ordinary = a.Svd().S.ToArray<double>(), extreme = (a * scale).Svd().S.ToArray<double>();
        for (int i = 0; i < ordinary.Length; i++)
            Assert.Equal(1, extreme[i] / scale / ordinary[i], 1e-12);
    }

    [Fact]
    public void Truth_values_combine_and_single_numbers_become_those_of_the_language()
    {
        NdArray a = NdArray.Of([true, true, false, false]), b = NdArray.Of([true, false, true, false]);
        Assert.Equal([true, true, true, false], (a | b).ToArray<bool>());
        Assert.Equal([false, true, true, false], (a ^ b).ToArray<bool>());
        Assert.Equal([0.5, -4], NdArray.Of(2, -0.25).Reciprocal().ToArray<double>());
        var number = NdArray.Scalar(-2.75);
        Assert.Equal((-2.75, -2.75f, -2, -2L, true), ((double)number, (float)number, (int)number, (long)number, (bool)number));
        Assert.Equal(9007199254740993L, (long)NdArray.Of([9007199254740993L]));
    }

    [Theory]
    [InlineData(5, 3)]
    [InlineData(3, 5)]
    [InlineData(4, 4)]
    [InlineData(1, 1)]
    [InlineData(1, 6)]
    public void A_matrix_is_the_product_of_its_singular_vectors_and_values(int rows, int columns)
    {
        var a = new RandomState(2).RandN(rows, columns);
        var (u, s, vt) = a.Svd();
        int k = Math.Min(rows, columns);
        Assert.Equal(($"[{rows}, {k}]", $"[{k}]", $"[{k}, {columns}]"), (u.Shape.ToString(), s.Shape.ToString(), vt.Shape.ToString()));
        AssertSame(a, (u * s).MatMul(vt));
        AssertSame(NdArray.Eye(k), u.MatMul(u, transposeA: true));
        AssertSame(NdArray.Eye(k), vt.MatMul(vt, transposeB: true));
    }

    [Fact]
    public void A_symmetric_matrix_times_its_eigenvectors_is_these_times_the_eigenvalues()
    {
        var x = new RandomState(3).RandN(5, 5);
        var a = x + x.T;
        var (values, vectors) = a.EigenSymmetric();
        AssertSame(a.MatMul(vectors), vectors * values);
        AssertSame(NdArray.Eye(5), vectors.MatMul(vectors, transposeA: true));
        Assert.Equal(values.Sort().ToArray<double>(), values.ToArray<double>());
        AssertSame(a, a.MatMul(a.PseudoInverse()).MatMul(a));
        AssertSame(NdArray.Of(1, 2, 3, 4, 5), a.Solve(a.MatMul(NdArray.Of(1, 2, 3, 4, 5))));
    }

    [Fact]
    public void A_regular_matrix_whose_determinant_vanishes_in_double_has_an_inverse()
    {
        var a = NdArray.Eye(120) * 1e-3;
        Assert.Equal(0, a.Determinant());
        AssertSame(NdArray.Eye(120), a.Inverse() * 1e-3);
        AssertSame(NdArray.Ones(120), a.Solve(NdArray.Full([120], 1e-3)));
    }

    [Theory]
    [InlineData(1e-200)]
    [InlineData(1e200)]
    public void Eigenvalues_grow_with_the_matrix_where_the_squares_of_its_elements_leave_the_range(double scale)
    {
        var a = NdArray.Of(new double[,] { { 2, 1, 0 }, { 1, 2, 1 }, { 0, 1, 2 } });
        double[] expected = [2 - Math.Sqrt(2), 2, 2 + Math.Sqrt(2)];
        AssertSame(NdArray.Of(expected), (a * scale).EigenSymmetric().Values / scale);
        AssertSame(NdArray.Of(expected), (a * scale).EigenValues().Real / scale);
    }

    private static void AssertSame(NdArray expected, NdArray actual) => Assert.InRange((expected - actual).Abs().Max().Item(), 0, 1e-12);
}
