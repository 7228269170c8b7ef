using System.Text.Json;
using Curriculum.Arrays;
using Curriculum.Tests.Goldens;

namespace Curriculum.Tests.Arrays;

public class GoldenIndexingTests
{
    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "indexing", MemberType = typeof(GoldenFiles))]
    public void Parts_and_joins_agree_exactly(string name)
    {
        var golden = GoldenFiles.Case("indexing", name);
        foreach (var dtype in new[] { DType.Float64, DType.Float32 })
        {
            var inputs = golden.Inputs.OrderBy(input => input.Key.Length).ThenBy(input => input.Key).ToDictionary(input => input.Key, input => input.Value.ToNdArray(dtype));
            GoldenAssert.Close(golden.Outputs["y"], Run(golden, inputs), 0, golden.ToString());
        }
    }

    private static NdArray Run(GoldenCase golden, Dictionary<string, NdArray> inputs) => golden.Text("op") switch
    {
        "take_along_axis" => inputs["x"].TakeAlongAxis(inputs["indices"], golden.Whole("axis")),
        "take" => inputs["x"].Take(inputs["indices"], golden.Whole("axis")),
        "concat" => NdArray.Concatenate(golden.Whole("axis"), [.. inputs.Values]),
        "stack" => NdArray.Stack(golden.Whole("axis"), [.. inputs.Values]),
        "slice" => inputs["x"][[.. golden.Attributes.GetProperty("slices").EnumerateArray().Select(Slice)]],
        "flip" => inputs["x"].Flip(golden.Wholes("axes")!),
        "pad" => inputs["x"].Pad([.. golden.Attributes.GetProperty("pad_width").EnumerateArray().Select(pair => (pair[0].GetInt32(), pair[1].GetInt32()))], golden.Number("value")),
        var op => throw new InvalidDataException($"golden operation {op} is not known to the test"),
    };

    private static Slice Slice(JsonElement parts)
    {
        int? Part(int i) => parts[i].ValueKind == JsonValueKind.Null ? null : parts[i].GetInt32();
        return Curriculum.Arrays.Slice.Step(Part(0), Part(1), Part(2) ?? 1);
    }
}
