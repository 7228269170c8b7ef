using System.Text.Json;
using Curriculum.Arrays;

namespace Curriculum.Tests.Arrays;

/// <summary>An array as the reference files beside these tests write it: [type, shape, elements], with "nan", "inf" and "-inf" as texts.</summary>
internal static class NumPyArray
{
    public static NdArray Decode(JsonElement value)
    {
        int[] shape = [.. value[1].EnumerateArray().Select(length => length.GetInt32())];

        // Not by way of doubles, which do not hold every whole number.
        return value[0].GetString() switch
        {
            "bool" => NdArray.FromSpan<bool>([.. value[2].EnumerateArray().Select(element => element.GetBoolean())], shape),
            "int32" => NdArray.FromSpan<int>([.. value[2].EnumerateArray().Select(element => element.GetInt32())], shape),
            "int64" => NdArray.FromSpan<long>([.. value[2].EnumerateArray().Select(element => element.GetInt64())], shape),
            "float32" => NdArray.FromSpan<double>(Reals(value[2]), shape).As(DType.Float32),
            "float64" => NdArray.FromSpan<double>(Reals(value[2]), shape),
            var other => throw new InvalidDataException(other),
        };
    }

    private static double[] Reals(JsonElement elements) => [.. elements.EnumerateArray().Select(element => element.ValueKind != JsonValueKind.String
        ? element.GetDouble()
        : element.GetString() switch { "nan" => double.NaN, "inf" => double.PositiveInfinity, "-inf" => double.NegativeInfinity, var other => throw new InvalidDataException(other) })];
}
