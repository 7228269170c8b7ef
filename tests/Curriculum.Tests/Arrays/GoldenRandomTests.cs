using System.Text.Json;
using Curriculum.Arrays;
using Curriculum.Tests.Goldens;

namespace Curriculum.Tests.Arrays;

public class GoldenRandomTests
{
    /// <summary>The cases of NumPy's RandomState. (default_rng is another generator, which the library does not have.)</summary>
    public static TheoryData<string> Cases()
    {
        var names = new TheoryData<string>();
        foreach (var golden in GoldenFiles.Cases("numpy_random").Where(golden => golden.Text("generator") == "RandomState"))
            names.Add(golden.Name);
        return names;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Streams_are_those_of_NumPy(string name)
    {
        var golden = GoldenFiles.Case("numpy_random", name);
        uint seed = golden.Attributes.GetProperty("seed").GetUInt32();
        var random = new RandomState(seed);
        int index = 0, compared = 0;
        foreach (var call in golden.Attributes.GetProperty("calls").EnumerateArray())
        {
            // Outputs are numbered by calls, and a reseed is a call without one.
            string what = $"r{index++}";
            if (call[0].GetString() == "reseed")
            {
                random = new RandomState(seed);
                continue;
            }

            var y = Call(random, call[0].GetString()!, [.. call.EnumerateArray().Skip(1)]);
            compared++;
            GoldenAssert.Close(golden.Outputs[what], y, y.DType == DType.Int64 ? 0 : 1e-14, $"{golden} {what}");
        }

        Assert.Equal(golden.Outputs.Count, compared);
    }

    private static NdArray Call(RandomState random, string name, JsonElement[] arguments)
    {
        int Whole(int i) => arguments[i].GetInt32();
        double Number(int i) => arguments[i].GetDouble();
        int[] Shape(int start) => [.. arguments[start..].Select(length => length.GetInt32())];
        switch (name)
        {
            case "rand":
                return random.Rand(Shape(0));
            case "randn":
                return random.RandN(Shape(0));
            case "randint":
                return random.RandInt(Whole(0), Whole(1), Shape(2));
            case "normal":
                return random.Normal(Number(0), Number(1), Shape(2));
            case "uniform":
                return random.Uniform(Number(0), Number(1), Shape(2));
            case "permutation":
                return random.Permutation(Whole(0));
            case "choice":
                return random.Choice(Whole(0), Shape(1));
            case "choice_no_replacement":
                return random.Choice(Whole(0), Shape(1), replace: false);
            case "binomial":
                return random.Binomial(Whole(0), Number(1), Shape(2));
            case "shuffle":
                var order = NdArray.Arange(Whole(0));
                random.Shuffle(order);
                return order;
            default:
                throw new InvalidDataException($"golden call {name} is not known to the test");
        }
    }
}
