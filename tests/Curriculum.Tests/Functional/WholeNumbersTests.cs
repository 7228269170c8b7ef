using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;

namespace Curriculum.Tests.Functional;

/// <summary>What a learner tries first: images and scores made of <c>Arange</c>, which are whole numbers.</summary>
public class WholeNumbersTests
{
    private static readonly Dictionary<string, Func<Tensor, Tensor>> Functions = new()
    {
        ["MaxPool2d"] = x => F.MaxPool2d(x, 2),
        ["AveragePool2d"] = x => F.AveragePool2d(x, 2),
        ["Im2Col"] = x => F.Im2Col(x, 2),
        ["Conv2d"] = x => F.Conv2d(x, NdArray.Ones(1, 2, 2, 2)),
        ["BatchNorm"] = x => F.BatchNorm(x),
        ["LayerNorm"] = x => F.LayerNorm(x),
        ["InstanceNorm"] = x => F.InstanceNorm(x),
        ["GroupNorm"] = x => F.GroupNorm(x, 2),
        ["Softmax"] = x => F.Softmax(x, 1),
        ["LogSoftmax"] = x => F.LogSoftmax(x, 1),
        ["SoftmaxCrossEntropy"] = x => F.SoftmaxCrossEntropy(x.Reshape(4, 16), NdArray.Of(new long[] { 0, 3, 15, 7 })),
    };

    public static TheoryData<string> Names => [.. Functions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Whole_numbers_are_computed_in_floats(string name)
    {
        var x = NdArray.Arange(64).Reshape(2, 2, 4, 4);
        NdArray expected = Functions[name](x.As(DType.Float64)).Value, actual = Functions[name](x).Value;
        Assert.Equal(DType.Float64, actual.DType);
        Assert.Equal(expected.ToArray<double>(), actual.ToArray<double>());
    }
}
