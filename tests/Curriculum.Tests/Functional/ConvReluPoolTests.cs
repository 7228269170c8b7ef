using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Layers;
using Curriculum.Tests.Processes;

namespace Curriculum.Tests.Functional;

/// <summary>Convolution, ReLU and max pooling in one operation give the bits that the three give one after the other.</summary>
public class ConvReluPoolTests
{
    public static TheoryData<DType, int[], int[], int, int> Cases => new()
    {
        { DType.Float32, [5, 1, 28, 28], [30, 1, 5, 5], 0, 1 },
        { DType.Float32, [2, 4, 21, 39], [6, 2, 3, 2], 1, 2 },
        { DType.Float32, [3, 3, 9, 8], [5, 3, 3, 3], 0, 1 },
        { DType.Float32, [1, 1, 150, 150], [20, 1, 3, 3], 1, 1 },
        { DType.Float32, [2, 3, 19, 34], [14, 3, 3, 3], 0, 1 },
        { DType.Float64, [2, 4, 21, 39], [6, 2, 3, 2], 1, 2 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void One_operation_has_the_bits_of_three(DType dtype, int[] image, int[] weight, int padding, int groups)
    {
        var (x, w, b) = Inputs(dtype, image, weight);
        foreach (bool ofInput in new[] { true, false })
        {
            NdArray[] fused = Run(ofInput, x, w, b, (t, u, v) => F.Conv2dReluMaxPool2d(t, u, v, null, padding, null, groups, 2, null, null));
            NdArray[] composed = Run(ofInput, x, w, b, (t, u, v) => F.MaxPool2d(F.Relu(F.Conv2d(t, u, v, padding: padding, groups: groups)), 2));
            for (int i = 0; i < fused.Length; i++)
                Assert.Equal(composed[i].ToArray<double>().Select(BitConverter.DoubleToInt64Bits), fused[i].ToArray<double>().Select(BitConverter.DoubleToInt64Bits));
        }
    }

    [Fact]
    public void Not_a_number_and_equal_values_go_where_three_operations_send_them()
    {
        var (x, w, b) = Inputs(DType.Float32, [2, 1, 19, 19], [3, 1, 2, 2]);
        (x, w, b) = (x.Round(), w.Round(), b.Round());
        x[0, 0, 3, 3] = double.NaN;
        x[1, 0, 4, 9] = double.PositiveInfinity;
        NdArray[] fused = Run(true, x, w, b, (t, u, v) => F.Conv2dReluMaxPool2d(t, u, v, null, null, null, 1, 2, null, null));
        NdArray[] composed = Run(true, x, w, b, (t, u, v) => F.MaxPool2d(F.Relu(F.Conv2d(t, u, v)), 2));
        Assert.Contains(fused[0].ToArray<double>(), double.IsNaN);
        for (int i = 0; i < fused.Length; i++)
            Assert.Equal(composed[i].ToArray<double>(), fused[i].ToArray<double>());
    }

    [Theory]
    [InlineData(2, null, null, 1, "ConvReluPoolOperation")]
    [InlineData(2, 2, 0, 1, "ConvReluPoolOperation")]
    [InlineData(3, null, null, 1, "MaxPoolOperation")]
    [InlineData(2, 1, null, 1, "MaxPoolOperation")]
    [InlineData(2, null, 1, 1, "MaxPoolOperation")]
    [InlineData(2, null, null, 2, "MaxPoolOperation")]
    public void A_sequence_of_layers_takes_the_operation_where_it_fits(int kernel, int? poolStride, int? poolPadding, int stride, string operation)
    {
        var conv = Conv2d.Create(1, 2, 3, new RandomState(1), stride: stride);
        var model = new Sequential(conv, new Relu(), new MaxPool2d(kernel, poolStride is { } s ? s : null, poolPadding is { } p ? p : null), new Flatten());
        Tensor x = new RandomState(2).RandN(2, 1, 15, 15).As(DType.Float32);
        var y = model.Forward(x);
        Assert.Equal(operation, y.Node!.Inputs[0].Node!.Operation.Name);
        Assert.Equal(model.Trace(x)[^1].Output.Value.ToArray<float>(), y.Value.ToArray<float>());
        Assert.Equal(4, model.Trace(x).Count);
    }

    [Fact]
    public void Errors_are_those_of_the_layers()
    {
        var model = new Sequential(Conv2d.Create(3, 2, 3, new RandomState(1)), new Relu(), new MaxPool2d(2));
        Assert.StartsWith("Conv2d: weight must be [filters, 1, kh, kw]", Assert.Throws<ShapeException>(() => model.Forward(NdArray.Zeros(1, 1, 8, 8).As(DType.Float32))).Message, StringComparison.Ordinal);
        Assert.StartsWith("MaxPool2d: the window 2×2 does not fit", Assert.Throws<ShapeException>(() => model.Forward(NdArray.Zeros(1, 3, 3, 8).As(DType.Float32))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bits_do_not_depend_on_vectors_and_threads()
    {
        string expected = ChildProcess.Output<Step>(("CURRICULUM_THREADS", "1"));
        Assert.Equal(expected, ChildProcess.Output<Step>(("CURRICULUM_THREADS", "3"), ("DOTNET_EnableAVX512", "0")));
        Assert.Equal(expected, ChildProcess.Output<Step>(("DOTNET_EnableAVX2", "0")));
    }

    private static (NdArray X, NdArray Weight, NdArray Bias) Inputs(DType dtype, int[] image, int[] weight)
    {
        var random = new RandomState(4);
        return (random.RandN(image).As(dtype), random.RandN(weight).As(dtype), random.RandN(weight[0]).As(dtype));
    }

    private static NdArray[] Run(bool ofInput, NdArray x, NdArray w, NdArray b, Func<Tensor, Tensor, Tensor, Tensor> function)
    {
        var (t, u, v) = (ofInput ? Tensor.Variable(x) : Tensor.Constant(x), Tensor.Variable(w), Tensor.Variable(b));
        var y = function(t, u, v);

        // Gradients with zeros of both signs.
        var seed = new RandomState(5).RandN(y.Shape.ToArray());
        y.Backward((seed * (seed.Abs() > 0.5).As(DType.Float64)).As(y.DType));
        return ofInput ? [y.Value, u.Gradient!, v.Gradient!, t.Gradient!] : [y.Value, u.Gradient!, v.Gradient!];
    }

    private sealed class Step : IChildProgram
    {
        public static string Run()
        {
            var (x, w, b) = Inputs(DType.Float32, [2, 2, 13, 21], [3, 2, 3, 3]);
            var results = ConvReluPoolTests.Run(true, x, w, b, (t, u, v) => F.Conv2dReluMaxPool2d(t, u, v, null, 1, null, 1, 2, null, null));
            return Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<float>(results.SelectMany(r => r.ToArray<float>()).ToArray())));
        }
    }
}
