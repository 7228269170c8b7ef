using System.Text.Json;
using Curriculum.Arrays;

namespace Curriculum.Tests.Arrays;

/// <summary>Every expected text is what NumPy 1.24 printed for the same array.</summary>
public class PrintingTests
{
    private static readonly Dictionary<string, (Func<NdArray> Make, string Text)> Cases = new()
    {
        ["NdArray.Of(1, 2, 3)"] = (() => NdArray.Of(1, 2, 3), "[1. 2. 3.]"),
        ["NdArray.Of(0.5, 0.25, -1)"] = (() => NdArray.Of(0.5, 0.25, -1), "[ 0.5   0.25 -1.  ]"),
        ["NdArray.Of(1e-5, 1)"] = (() => NdArray.Of(1e-5, 1), "[1.e-05 1.e+00]"),
        ["NdArray.Of(1e8, 1)"] = (() => NdArray.Of(1e8, 1), "[1.e+08 1.e+00]"),
        ["NdArray.Of(1.0 / 3, 2.0 / 3)"] = (() => NdArray.Of(1.0 / 3, 2.0 / 3), "[0.33333333 0.66666667]"),
        ["NdArray.Of(new float[] { 0.1f, 1f / 3 })"] = (() => NdArray.Of(new float[] { 0.1f, 1f / 3 }), "[0.1        0.33333334]"),
        ["NdArray.Of(1e-300, 1.5e300)"] = (() => NdArray.Of(1e-300, 1.5e300), "[1.0e-300 1.5e+300]"),
        ["NdArray.Of(double.NaN, 1, double.PositiveInfinity)"] = (() => NdArray.Of(double.NaN, 1, double.PositiveInfinity), "[nan  1. inf]"),
        ["NdArray.Of(double.NegativeInfinity, 0.5)"] = (() => NdArray.Of(double.NegativeInfinity, 0.5), "[-inf  0.5]"),
        ["NdArray.Of(double.NaN, double.NegativeInfinity)"] = (() => NdArray.Of(double.NaN, double.NegativeInfinity), "[ nan -inf]"),
        ["NdArray.Of(0, -0.0)"] = (() => NdArray.Of(0, -0.0), "[ 0. -0.]"),
        ["NdArray.Arange(24).Reshape(2, 3, 4)"] = (() => NdArray.Arange(24).Reshape(2, 3, 4),
            """
            [[[ 0  1  2  3]
              [ 4  5  6  7]
              [ 8  9 10 11]]

             [[12 13 14 15]
              [16 17 18 19]
              [20 21 22 23]]]
            """),
        ["NdArray.Arange(30)"] = (() => NdArray.Arange(30),
            """
            [ 0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15 16 17 18 19 20 21 22 23
             24 25 26 27 28 29]
            """),
        ["NdArray.Of(new[] { -1, 100, 7 })"] = (() => NdArray.Of(new[] { -1, 100, 7 }), "[ -1 100   7]"),
        ["NdArray.Of(new[] { true, false })"] = (() => NdArray.Of(new[] { true, false }), "[ True False]"),
        ["NdArray.Zeros(0, 3)"] = (() => NdArray.Zeros(0, 3), "[]"),
        ["NdArray.Scalar(0.1 + 0.2)"] = (() => NdArray.Scalar(0.1 + 0.2), "0.30000000000000004"),
        ["NdArray.Scalar(1e16)"] = (() => NdArray.Scalar(1e16), "1e+16"),
        ["NdArray.Scalar(1e-5)"] = (() => NdArray.Scalar(1e-5), "1e-05"),
        ["NdArray.Scalar(3, DType.Int64)"] = (() => NdArray.Scalar(3, DType.Int64), "3"),
        ["NdArray.Scalar(0.1, DType.Float32)"] = (() => NdArray.Scalar(0.1, DType.Float32), "0.1"),
        ["NdArray.Scalar(1, DType.Boolean)"] = (() => NdArray.Scalar(1, DType.Boolean), "True"),
        ["NdArray.Scalar(double.NaN)"] = (() => NdArray.Scalar(double.NaN), "nan"),
        ["NdArray.Arange(2000)"] = (() => NdArray.Arange(2000), "[   0    1    2 ... 1997 1998 1999]"),
        ["NdArray.Arange(10000).Reshape(100, 100)"] = (() => NdArray.Arange(10000).Reshape(100, 100),
            """
            [[   0    1    2 ...   97   98   99]
             [ 100  101  102 ...  197  198  199]
             [ 200  201  202 ...  297  298  299]
             ...
             [9700 9701 9702 ... 9797 9798 9799]
             [9800 9801 9802 ... 9897 9898 9899]
             [9900 9901 9902 ... 9997 9998 9999]]
            """),
        ["NdArray.Arange(4000).Reshape(2, 1000, 2)"] = (() => NdArray.Arange(4000).Reshape(2, 1000, 2),
            """
            [[[   0    1]
              [   2    3]
              [   4    5]
              ...
              [1994 1995]
              [1996 1997]
              [1998 1999]]

             [[2000 2001]
              [2002 2003]
              [2004 2005]
              ...
              [3994 3995]
              [3996 3997]
              [3998 3999]]]
            """),
        ["NdArray.Arange(0, 1, 1.0 / 1024)"] = (() => NdArray.Arange(0, 1, 1.0 / 1024),
            """
            [0.00000000e+00 9.76562500e-04 1.95312500e-03 ... 9.97070312e-01
             9.98046875e-01 9.99023438e-01]
            """),
        ["NdArray.Eye(3)"] = (() => NdArray.Eye(3),
            """
            [[1. 0. 0.]
             [0. 1. 0.]
             [0. 0. 1.]]
            """),
        ["NdArray.Of(1.123456789, 22.5)"] = (() => NdArray.Of(1.123456789, 22.5), "[ 1.12345679 22.5       ]"),
        ["NdArray.Of(123456.7, 1.1)"] = (() => NdArray.Of(123456.7, 1.1), "[1.234567e+05 1.100000e+00]"),
        ["NdArray.Of(0.0001, 0.05)"] = (() => NdArray.Of(0.0001, 0.05), "[0.0001 0.05  ]"),
        ["NdArray.Of(1e100, double.NaN)"] = (() => NdArray.Of(1e100, double.NaN), "[1.e+100     nan]"),
        ["NdArray.Linspace(0, 1, 20)"] = (() => NdArray.Linspace(0, 1, 20),
            """
            [0.         0.05263158 0.10526316 0.15789474 0.21052632 0.26315789
             0.31578947 0.36842105 0.42105263 0.47368421 0.52631579 0.57894737
             0.63157895 0.68421053 0.73684211 0.78947368 0.84210526 0.89473684
             0.94736842 1.        ]
            """),
        ["NdArray.Linspace(0, 1, 20).As(DType.Float32)"] = (() => NdArray.Linspace(0, 1, 20).As(DType.Float32),
            """
            [0.         0.05263158 0.10526316 0.15789473 0.21052632 0.2631579
             0.31578946 0.36842105 0.42105263 0.47368422 0.5263158  0.57894737
             0.6315789  0.68421054 0.7368421  0.7894737  0.84210527 0.8947368
             0.94736844 1.        ]
            """),
        ["new RandomState(1).RandN(4, 7)"] = (() => new RandomState(1).RandN(4, 7),
            """
            [[ 1.62434536 -0.61175641 -0.52817175 -1.07296862  0.86540763 -2.3015387
               1.74481176]
             [-0.7612069   0.3190391  -0.24937038  1.46210794 -2.06014071 -0.3224172
              -0.38405435]
             [ 1.13376944 -1.09989127 -0.17242821 -0.87785842  0.04221375  0.58281521
              -1.10061918]
             [ 1.14472371  0.90159072  0.50249434  0.90085595 -0.68372786 -0.12289023
              -0.93576943]]
            """),
        ["new RandomState(2).RandN(3, 10) * 1000"] = (() => new RandomState(2).RandN(3, 10) * 1000,
            """
            [[ -416.75784741   -56.26682723 -2136.19609567  1640.2708084
              -1793.43558519  -841.74736566   502.88141716 -1245.28808661
              -1057.95221886  -909.00761493]
             [  551.45404455  2292.20801281    41.539393   -1117.92544511
                539.05832058  -596.15969981   -19.13049652  1175.0012195
               -747.87094929     9.02525097]
             [ -878.10789324  -156.43417038   256.570452    -988.77904877
               -338.82196603  -236.18403085  -637.65501248 -1187.61228639
              -1421.2172273   -153.49519568]]
            """),
        ["new RandomState(3).RandN(2, 9).Exp().Pow(9)"] = (() => new RandomState(3).RandN(2, 9).Exp().Pow(9),
            """
            [[9.79768078e+06 5.08351810e+01 2.38327886e+00 5.20305740e-08
              8.23733083e-02 4.10554859e-02 4.74889405e-01 3.54220420e-03
              6.74108959e-01]
             [1.36370862e-02 7.32085978e-06 2.86866322e+03 2.78460798e+03
              4.80975917e+06 1.56878711e+00 2.61973575e-02 7.38547882e-03
              9.02320697e-07]]
            """),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Arrays_print_as_in_NumPy(string name)
    {
        var (make, text) = Cases[name];
        Assert.Equal(text, make().ToString(), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Arrays_of_all_types_shapes_and_sizes_of_numbers_print_as_in_NumPy()
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Arrays", "NumPy", "printing.json")));
        var differences = new List<string>();
        foreach (var item in file.RootElement.EnumerateArray())
        {
            string text = NumPyArray.Decode(item).ToString();
            if (text != item[3].GetString())
                differences.Add($"{item[0]} {item[1]}: NumPy prints\n{item[3]}\ngot\n{text}");
        }

        Assert.True(differences.Count == 0, $"{differences.Count} of {file.RootElement.GetArrayLength()}:\n{string.Join('\n', differences.Take(12))}");
    }

    [Fact]
    public void An_array_shows_as_an_HTML_table_with_its_type_and_shape()
    {
        Assert.Equal(
            "<div class=\"ndarray\"><div>Float32 [2, 2]</div><table><thead><tr><th></th><th>0</th><th>1</th></tr></thead><tbody>"
            + "<tr><th>0</th><td style=\"text-align:right\">1.</td><td style=\"text-align:right\">0.5</td></tr>"
            + "<tr><th>1</th><td style=\"text-align:right\">-3.</td><td style=\"text-align:right\">0.</td></tr></tbody></table></div>",
            NdArray.Of(new float[,] { { 1, 0.5f }, { -3, 0 } }).ToHtml());
        Assert.Equal("<div class=\"ndarray\"><div>Float64 []</div><div>2.5</div></div>", NdArray.Scalar(2.5).ToHtml());
        Assert.Equal("<div class=\"ndarray\"><div>Float64 [0, 3]</div></div>", NdArray.Zeros(0, 3).ToHtml());
    }

    [Fact]
    public void A_view_of_billions_of_elements_prints_without_a_copy()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal("[[7. 7. 7. ... 7. 7. 7.]]", NdArray.Of(7.0).BroadcastTo([1, int.MaxValue]).ToString());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_large_array_shows_its_corners_only()
    {
        string html = NdArray.Arange(1_000_000).Reshape(100, 100, 100).ToHtml();
        Assert.Equal(6, html.Split("<table>").Length - 1);
        Assert.Equal(6 * 7 * 7, html.Split("right\">").Length - 1);
        Assert.Contains("<div>[99, :, :]</div>", html, StringComparison.Ordinal);
    }
}
