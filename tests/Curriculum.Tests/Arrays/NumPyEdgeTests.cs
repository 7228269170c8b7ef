using System.Text.Json;
using Curriculum.Arrays;

namespace Curriculum.Tests.Arrays;

/// <summary>No elements, rank 0, lengths of 1, NaN, infinities and mixed types: every case of NumPy/edges.json, which NumPy computed (make_edges.py beside it).</summary>
/// <remarks>Where NumPy raises an error, an exception must come that explains itself; where it gives a result, the same type, shape and elements.</remarks>
public class NumPyEdgeTests
{
    private static readonly JsonElement Root = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Arrays", "NumPy", "edges.json"))).RootElement;

    private static readonly Dictionary<string, JsonElement> Inputs = Root.GetProperty("inputs").EnumerateObject().ToDictionary(input => input.Name, input => input.Value);

    private static readonly ILookup<string, JsonElement> Cases = Root.GetProperty("cases").EnumerateArray().ToLookup(item => item[0].GetString()!);

    private static readonly Dictionary<string, Func<NdArray, int?, NdArray>> Reductions = new()
    {
        ["sum"] = (x, axis) => x.Sum(Axes(axis)),
        ["prod"] = (x, axis) => x.Prod(Axes(axis)),
        ["mean"] = (x, axis) => x.Mean(Axes(axis)),
        ["var"] = (x, axis) => x.Var(Axes(axis)),
        ["std"] = (x, axis) => x.Std(Axes(axis)),
        ["max"] = (x, axis) => x.Max(Axes(axis)),
        ["min"] = (x, axis) => x.Min(Axes(axis)),
        ["argmax"] = (x, axis) => x.ArgMax(axis),
        ["argmin"] = (x, axis) => x.ArgMin(axis),
        ["any"] = (x, axis) => x.Any(Axes(axis)),
        ["all"] = (x, axis) => x.All(Axes(axis)),
        ["cumsum"] = (x, axis) => x.CumSum(axis),
        ["cumprod"] = (x, axis) => x.CumProd(axis),
        ["sort"] = (x, axis) => x.Sort(axis!.Value),
        ["argsort"] = (x, axis) => x.ArgSort(axis!.Value),
        ["expand_dims"] = (x, axis) => x.ExpandDims(axis!.Value),
        ["squeeze"] = (x, axis) => x.Squeeze(axis),
        ["flip"] = (x, axis) => x.Flip(axis!.Value),
        ["roll"] = (x, axis) => x.Roll(2, axis),
        ["repeat"] = (x, axis) => x.Repeat(2, axis),
        ["std1"] = (x, axis) => x.Std(Axes(axis), ddof: 1),
        ["var9"] = (x, axis) => x.Var(Axes(axis), ddof: 9),
        ["split2"] = (x, axis) => x.Split(2, axis!.Value)[1],
        ["first"] = (x, axis) => x.Take(NdArray.Scalar(0, DType.Int64), axis!.Value),
        ["sum_kept"] = (x, axis) => x.Sum(Axes(axis), keepDims: true),
        ["concatenate"] = (x, axis) => NdArray.Concatenate(axis!.Value, x, x),
        ["stack"] = (x, axis) => NdArray.Stack(axis!.Value, x, x),
    };

    private static readonly Dictionary<string, Func<NdArray, NdArray>> Unary = new()
    {
        ["negate"] = x => -x,
        ["not"] = x => !x.As(DType.Boolean),
        ["abs"] = x => x.Abs(),
        ["sign"] = x => x.Sign(),
        ["square"] = x => x.Square(),
        ["sqrt"] = x => x.Sqrt(),
        ["exp"] = x => x.Exp(),
        ["log"] = x => x.Log(),
        ["tanh"] = x => x.Tanh(),
        ["floor"] = x => x.Floor(),
        ["round"] = x => x.Round(),
        ["isnan"] = x => x.IsNaN(),
        ["isfinite"] = x => x.IsFinite(),
        ["transpose"] = x => x.T,
        ["ravel"] = x => x.Ravel(),
        ["unique"] = x => x.Unique(),
        ["bincount"] = x => x.BinCount(),
        ["reshape_column"] = x => x.Reshape(-1, 1),
        ["reshape_0"] = x => x.Reshape(0, -1),
        ["index_0"] = x => x[0],
        ["from_1"] = x => x[1..],
        ["backwards"] = x => x[Slice.Step(null, null, -1)],
        ["last_column"] = x => x[Slice.Ellipsis, ^1],
        ["masked"] = x => x[x > 0],
        ["histogram"] = x => x.Histogram(3).Counts,
        ["to_float32"] = x => x.As(DType.Float32),
        ["to_bool"] = x => x.As(DType.Boolean),
        ["diagonal_of_eye"] = x => NdArray.Eye(3) * x,
    };

    private static readonly Dictionary<string, Func<NdArray, NdArray, NdArray>> Binary = new()
    {
        ["add"] = (a, b) => a + b,
        ["subtract"] = (a, b) => a - b,
        ["multiply"] = (a, b) => a * b,
        ["divide"] = (a, b) => a / b,
        ["floor_divide"] = (a, b) => a.FloorDivide(b),
        ["remainder"] = (a, b) => a % b,
        ["maximum"] = (a, b) => a.Maximum(b),
        ["minimum"] = (a, b) => a.Minimum(b),
        ["less"] = (a, b) => a < b,
        ["greater_equal"] = (a, b) => a >= b,
        ["equal"] = (a, b) => a.EqualTo(b),
        ["not_equal"] = (a, b) => a.NotEqualTo(b),
        ["and"] = (a, b) => a & b,
        ["xor"] = (a, b) => a ^ b,
        ["matmul"] = (a, b) => a.MatMul(b),
        ["dot"] = (a, b) => a.Dot(b),
        ["outer"] = (a, b) => a.Outer(b),
        ["where"] = (a, b) => NdArray.Where(a > 0, a, b),
        ["concatenate_0"] = (a, b) => NdArray.Concatenate(0, a, b),
        ["power"] = (a, b) => a.Pow(b),
    };

    public static TheoryData<string> Operations => [.. Cases.Select(group => group.Key)];

    [Theory]
    [MemberData(nameof(Operations))]
    public void At_the_edges_arrays_behave_as_in_NumPy(string op)
    {
        var differences = Cases[op].Select(Difference).OfType<string>().ToList();
        Assert.True(differences.Count == 0, $"{differences.Count} of {Cases[op].Count()}:\n{string.Join('\n', differences.Take(40))}");
    }

    private static int[]? Axes(int? axis) => axis is { } a ? [a] : null;

    private static NdArray Run(JsonElement item)
    {
        string op = item[0].GetString()!;
        var a = NumPyArray.Decode(Inputs[item[1].GetString()!]);
        if (Binary.TryGetValue(op, out var binary))
            return binary(a, NumPyArray.Decode(Inputs[item[2].GetString()!]));
        return Unary.TryGetValue(op, out var unary) ? unary(a) : Reductions[op](a, item[2].ValueKind == JsonValueKind.Null ? null : item[2].GetInt32());
    }

    /// <summary>What differs from NumPy, or null.</summary>
    private static string? Difference(JsonElement item)
    {
        string what = $"{item[0]}({item[1]}, {item[2]})";
        bool isError = item[3].ValueKind == JsonValueKind.Null;
        NdArray y;
        try
        {
            y = Run(item);
        }
        catch (Exception e) when (e is ShapeException or DTypeException)
        {
            return isError || IsStricter(item) ? null : $"{what}: NumPy gives {item[3]}, got {e.Message}";
        }

        if (isError)
            return IsDefined(item) ? null : $"{what}: NumPy raises an error, got {y.DType} {y.Shape}";
        var expected = NumPyArray.Decode(item[3]);
        if (y.DType != expected.DType || y.Shape != expected.Shape)
            return $"{what}: NumPy gives {expected.DType} {expected.Shape}, got {y.DType} {y.Shape}";
        double[] numbers = y.ToArray<double>(), wanted = expected.ToArray<double>();
        for (int i = 0; i < numbers.Length; i++)
        {
            double tolerance = (y.DType == DType.Float32 ? 1e-6 : 1e-12) * Math.Max(1, Math.Abs(wanted[i]));
            if (!numbers[i].Equals(wanted[i]) && !(Math.Abs(numbers[i] - wanted[i]) <= tolerance))
                return $"{what}[{i}]: NumPy gives {wanted[i]:R}, got {numbers[i]:R}";
        }

        return null;
    }

    /// <summary>Where the library refuses, with an explanation, what NumPy lets pass: an axis of a single number, a mask of a single truth value, truth values as numbers to count.</summary>
    private static bool IsStricter(JsonElement item)
    {
        string op = item[0].GetString()!, a = item[1].GetString()!;
        return a.EndsWith("[]", StringComparison.Ordinal) ? Reductions.ContainsKey(op) || op == "masked" : op == "bincount" && a.Contains("bool", StringComparison.Ordinal);
    }

    /// <summary>Where the library has a result and NumPy an error: elements are counted whatever the shape.</summary>
    private static bool IsDefined(JsonElement item) => item[0].GetString() == "bincount";
}
