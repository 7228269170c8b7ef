using System.Globalization;
using Curriculum.Arrays;

namespace Curriculum.Tests.Arrays;

/// <summary>Elementary functions against 200-bit arithmetic (NumPy/functions.txt, from make_functions.py beside it), in units of the last place.</summary>
public class FunctionAccuracyTests
{
    private static readonly ILookup<string, double[]> References = File
        .ReadLines(Path.Combine(AppContext.BaseDirectory, "Arrays", "NumPy", "functions.txt"))
        .Select(line => line.Split(' '))
        .ToLookup(words => words[0], words => Array.ConvertAll(words[1..], word => double.Parse(word, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("exp", 1)]
    [InlineData("expm1", 2)]
    [InlineData("log", 1)]
    [InlineData("log1p", 2)]
    [InlineData("sin", 1)]
    [InlineData("cos", 1)]
    [InlineData("tanh", 2.5)]
    [InlineData("sigmoid", 2)]
    [InlineData("erf", 2)]
    public void Functions_in_double_are_right_to_the_last_digits(string name, double units)
    {
        var rows = References[name].ToList();
        Assert.True(rows.Count > 100);
        double[] y = Apply(name, NdArray.Of([.. rows.Select(row => row[0])])).ToArray<double>();
        for (int i = 0; i < rows.Count; i++)
            AssertUnits(rows[i][1], y[i], units, $"{name}({rows[i][0]:R})");
    }

    [Fact]
    public void Powers_in_double_are_right_to_the_last_digits()
    {
        var rows = References["pow"].ToList();
        Assert.True(rows.Count > 100);
        double[] y = NdArray.Of([.. rows.Select(row => row[0])]).Pow(NdArray.Of([.. rows.Select(row => row[1])])).ToArray<double>();
        for (int i = 0; i < rows.Count; i++)
        {
            // The error grows with p·ln x, which is up to 700 here.
            double exponent = Math.Abs(rows[i][1] * Math.Log(rows[i][0]));
            AssertUnits(rows[i][2], y[i], exponent < 30 ? 2 : 10, $"pow({rows[i][0]:R}, {rows[i][1]:R})");
        }
    }

    [Theory]
    [InlineData("exp", -87, 88)]
    [InlineData("exp", -103, -87)]
    [InlineData("expm1", -20, 20)]
    [InlineData("log", 0, 4)]
    [InlineData("log", 1e-44, 1e-38)]
    [InlineData("log", 1e30, 1e38)]
    [InlineData("log1p", -0.99, 4)]
    [InlineData("sin", -100, 100)]
    [InlineData("sin", 1e5, 1e8)]
    [InlineData("cos", -100, 100)]
    [InlineData("cos", 1e20, 1e38)]
    [InlineData("tanh", -12, 12)]
    [InlineData("sigmoid", -80, 80)]
    [InlineData("erf", -5, 5)]
    [InlineData("expm1", -1e-3, 1e-3)]
    [InlineData("tanh", -1e-3, 1e-3)]
    [InlineData("erf", -1e-3, 1e-3)]
    [InlineData("log1p", -1e-3, 1e-3)]
    public void Functions_in_float_are_the_double_ones_rounded_up_to_2_units(string name, double from, double to)
    {
        var x = NdArray.Linspace(from, to, 20_001).As(DType.Float32);
        float[] single = Apply(name, x).ToArray<float>();
        double[] exact = Apply(name, x.As(DType.Float64)).ToArray<double>();
        float[] points = x.ToArray<float>();
        for (int i = 0; i < single.Length; i++)
        {
            double unit = Math.Max(Math.ScaleB(1, Math.ILogB(exact[i] == 0 ? 1 : exact[i]) - 23), float.Epsilon);
            Assert.True(Math.Abs(single[i] - exact[i]) <= 2.5 * unit || single[i] == (float)exact[i], $"{name}({points[i]:R}): expected {exact[i]:R}, got {single[i]:R}");
        }
    }

    [Theory]
    [InlineData("exp", 0, 1)]
    [InlineData("exp", double.NegativeInfinity, 0)]
    [InlineData("exp", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("exp", 710, double.PositiveInfinity)]
    [InlineData("exp", -746, 0)]
    [InlineData("exp", double.NaN, double.NaN)]
    [InlineData("expm1", -0.0, -0.0)]
    [InlineData("expm1", double.NegativeInfinity, -1)]
    [InlineData("expm1", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("expm1", double.NaN, double.NaN)]
    [InlineData("log", 0, double.NegativeInfinity)]
    [InlineData("log", -0.0, double.NegativeInfinity)]
    [InlineData("log", 1, 0)]
    [InlineData("log", -1, double.NaN)]
    [InlineData("log", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("log", double.NegativeInfinity, double.NaN)]
    [InlineData("log", double.NaN, double.NaN)]
    [InlineData("log1p", -1, double.NegativeInfinity)]
    [InlineData("log1p", -2, double.NaN)]
    [InlineData("log1p", -0.0, -0.0)]
    [InlineData("log1p", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("log1p", double.NaN, double.NaN)]
    [InlineData("sin", -0.0, -0.0)]
    [InlineData("sin", double.PositiveInfinity, double.NaN)]
    [InlineData("sin", double.NaN, double.NaN)]
    [InlineData("cos", 0, 1)]
    [InlineData("cos", double.NegativeInfinity, double.NaN)]
    [InlineData("tanh", -0.0, -0.0)]
    [InlineData("tanh", double.PositiveInfinity, 1)]
    [InlineData("tanh", double.NegativeInfinity, -1)]
    [InlineData("tanh", double.NaN, double.NaN)]
    [InlineData("sigmoid", double.PositiveInfinity, 1)]
    [InlineData("sigmoid", double.NegativeInfinity, 0)]
    [InlineData("sigmoid", double.NaN, double.NaN)]
    [InlineData("erf", -0.0, -0.0)]
    [InlineData("erf", double.PositiveInfinity, 1)]
    [InlineData("erf", double.NegativeInfinity, -1)]
    [InlineData("erf", double.NaN, double.NaN)]
    public void Functions_keep_the_limits(string name, double x, double expected)
    {
        double y = Apply(name, NdArray.Of(x)).ToArray<double>()[0];
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected + 0 == 0 ? expected : 1), BitConverter.DoubleToInt64Bits(expected + 0 == 0 ? y : 1));
        Assert.Equal(expected, y);
        Assert.Equal((float)expected, Apply(name, NdArray.Of([(float)x])).ToArray<float>()[0]);
    }

    private static NdArray Apply(string name, NdArray x) => name switch
    {
        "exp" => x.Exp(),
        "expm1" => x.Expm1(),
        "log" => x.Log(),
        "log1p" => x.Log1p(),
        "sin" => x.Sin(),
        "cos" => x.Cos(),
        "tanh" => x.Tanh(),
        "sigmoid" => x.Sigmoid(),
        _ => x.Erf(),
    };

    private static void AssertUnits(double expected, double actual, double units, string what)
    {
        double unit = Math.Max(Math.ScaleB(1, Math.ILogB(expected) - 52), double.Epsilon);
        Assert.True(Math.Abs(actual - expected) <= units * unit, $"{what}: expected {expected:R}, got {actual:R}, {Math.Abs(actual - expected) / unit:0.0} units off");
    }
}
