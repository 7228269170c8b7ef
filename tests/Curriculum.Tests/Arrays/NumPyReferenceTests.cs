using System.Text.Json;
using Curriculum.Arrays;
using Curriculum.Tests.Goldens;

namespace Curriculum.Tests.Arrays;

/// <summary>Every case of NumPy/arrays.json, which NumPy computed (make_arrays.py beside it).</summary>
public class NumPyReferenceTests
{
    private static readonly Dictionary<string, GoldenCase> Cases = GoldenFiles
        .ReadFile(Path.Combine(AppContext.BaseDirectory, "Arrays", "NumPy", "arrays.json"), "arrays")
        .ToDictionary(golden => golden.Name);

    public static TheoryData<string> Operations => [.. Cases.Values.Select(golden => golden.Text("op")).Distinct()];

    [Theory]
    [MemberData(nameof(Operations))]
    public void Operations_agree_with_NumPy(string op)
    {
        foreach (var golden in Cases.Values.Where(golden => golden.Text("op") == op))
        {
            var inputs = golden.Inputs.ToDictionary(input => input.Key, input => input.Value.ToNdArray());
            var outputs = Run(golden, op, inputs);
            Assert.Equal(golden.Outputs.Count, outputs.Length);
            foreach (var (expected, actual) in golden.Outputs.Zip(outputs))
            {
                GoldenAssert.Close(expected.Value, actual, op is "pinv" or "lstsq" or "inverse" or "eig" or "solve" ? 1e-9 : 1e-12, $"{golden} {expected.Key}");
                Assert.Equal(expected.Value.DType, actual.DType switch { DType.Boolean => "bool", DType.Int32 or DType.Int64 => "int64", _ => "float64" });
            }
        }
    }

    private static NdArray[] Run(GoldenCase golden, string op, Dictionary<string, NdArray> inputs)
    {
        NdArray X() => inputs["x"];
        NdArray A() => inputs["a"];
        NdArray B() => inputs["b"];
        int? axis = golden.Attributes.TryGetProperty("axis", out var json) && json.ValueKind == JsonValueKind.Number ? json.GetInt32() : null;
        switch (op)
        {
            case "sort": return [X().Sort(axis!.Value)];
            case "argsort": return [X().ArgSort(axis!.Value)];
            case "cumsum": return [X().CumSum(axis)];
            case "cumprod": return [X().CumProd(axis)];
            case "prod": return [X().Prod(axis!.Value)];
            case "any": return [X().Any(axis!.Value)];
            case "all": return [X().All(axis!.Value)];
            case "roll": return [X().Roll(golden.Whole("shift"), axis)];
            case "repeat": return [X().Repeat(golden.Whole("times"), axis)];
            case "tile": return [X().Tile(golden.Wholes("times")!)];
            case "unique":
                var (values, inverse) = X().UniqueInverse();
                return [values, inverse, X().UniqueCounts().Counts];
            case "nonzero": return X().NonZero();
            case "reverse": return [X().Flip()];
            case "maximum": return [A().Maximum(B())];
            case "minimum": return [A().Minimum(B())];
            case "less": return [A() < B()];
            case "notequal": return [A().NotEqualTo(B())];
            case "sign": return [X().Sign()];
            case "max": return [X().Max()];
            case "argmax": return [X().ArgMax()];
            case "argmin": return [X().ArgMin()];
            case "clip": return [X().Clip(golden.Number("low"), golden.Number("high"))];
            case "floor": return [X().Floor()];
            case "ceil": return [X().Ceil()];
            case "round": return [X().Round()];
            case "remainder": return [A() % B()];
            case "floor_divide": return [A().FloorDivide(B())];
            case "pow": return [A().Pow(B())];
            case "histogram":
                var (counts, edges) = X().Histogram(golden.Whole("bins"), golden.Wholes("range") is { } range ? (range[0], range[1]) : null);
                return [counts, edges];
            case "histogram_edges": return [X().Histogram(inputs["edges"])];
            case "bincount": return [X().BinCount(golden.Whole("minimum"))];
            case "einsum": return [NdArray.Einsum(golden.Text("formula"), [.. inputs.OrderBy(input => input.Key).Select(input => input.Value)])];
            case "dot": return [A().Dot(B())];
            case "outer": return [A().Outer(B())];
            case "get": return [X()[Index(golden, inputs)]];
            case "set":
                X()[Index(golden, inputs)] = inputs["values"];
                return [X()];
            case "add_at":
                X().AddAt(inputs["values"], Index(golden, inputs));
                return [X()];
            case "take_along_axis": return [X().TakeAlongAxis(inputs["indices"], axis!.Value)];
            case "singular_values": return [A().Svd().S];
            case "pinv": return [A().PseudoInverse()];
            case "lstsq": return [A().LeastSquares(B())];
            case "solve": return [A().Solve(B())];
            case "inverse": return [A().Inverse()];
            case "determinant": return [A().Determinant()];
            case "eigh": return [A().EigenSymmetric().Values];
            case "eig":
                var (real, imaginary) = A().EigenValues();
                return [real, imaginary];
            default: throw new InvalidDataException($"operation {op} is not known to the test");
        }
    }

    private static Slice[] Index(GoldenCase golden, Dictionary<string, NdArray> inputs)
        => [.. golden.Attributes.GetProperty("index").EnumerateArray().Select(part =>
        {
            int? Number(int i) => part[i].ValueKind == JsonValueKind.Null ? null : part[i].GetInt32();
            return part[0].GetString() switch
            {
                "i" => Number(1)!.Value,
                "s" => Slice.Step(Number(1), Number(2), Number(3) ?? 1),
                "a" => inputs[part[1].GetString()!],
                "n" => Slice.NewAxis,
                _ => Slice.Ellipsis,
            };
        })];
}
