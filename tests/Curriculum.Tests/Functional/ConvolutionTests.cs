using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Tests.Arrays;
using Curriculum.Tests.Goldens;

namespace Curriculum.Tests.Functional;

public class ConvolutionTests
{
    public static TheoryData<string> Simple => [.. GoldenFiles.Cases("conv2d").Where(c => c.Whole("groups") == 1 && c.Wholes("dilation")!.All(d => d == 1)).Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "im2col", MemberType = typeof(GoldenFiles))]
    public void Im2col_and_col2im_agree_with_the_reference(string name) => GoldenRun.Check("im2col", name, run =>
    {
        var layout = run.Case.Text("layout") == "book" ? ColumnLayout.WindowRows : ColumnLayout.Unfold;
        var (kernel, stride, padding, dilation) = (Pair(run, "kernel"), Pair(run, "stride"), Pair(run, "padding"), Pair(run, "dilation"));
        return run.Case.Text("op") == "im2col"
            ? F.Im2Col(run["x"], kernel, stride, padding, dilation, layout)
            : F.Col2Im(run["x"], run.Case.Wholes("image_shape")!, kernel, stride, padding, dilation, layout);
    });

    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "conv2d", MemberType = typeof(GoldenFiles))]
    public void Conv2d_agrees_with_the_reference(string name) => GoldenRun.Check("conv2d", name, run => F.Conv2d(
        run["x"], run["weight"], run.Optional("bias"), Pair(run, "stride"), Pair(run, "padding"), Pair(run, "dilation"), run.Case.Whole("groups")));

    [Theory]
    [InlineData(DType.Float64, DType.Int64, DType.Float64)]
    [InlineData(DType.Float32, DType.Float64, DType.Float64)]
    [InlineData(DType.Int32, DType.Int32, DType.Float64)]
    [InlineData(DType.Boolean, DType.Float32, DType.Float32)]
    public void Types_mix_as_in_NumPy_forward_and_back(DType images, DType filters, DType expected)
    {
        NdArray x = NdArray.Arange(50).Reshape(2, 1, 5, 5) % 2, weight = NdArray.Arange(9).Reshape(1, 1, 3, 3);
        var y = F.Conv2d(x.As(images), weight.As(filters), stride: 2);
        Assert.Equal(expected, y.DType);
        Assert.Equal(F.Conv2dSimple(x.As(DType.Float64), weight.As(DType.Float64), stride: 2).Value.ToArray<double>(), y.Value.As(DType.Float64).ToArray<double>());

        var learned = Tensor.Variable(weight.As(DType.Float64));
        var (mixed, same) = (Gradient.Of(F.Conv2d(x.As(images), learned).Sum(), learned)[0], Gradient.Of(F.Conv2d(x.As(DType.Float64), learned).Sum(), learned)[0]);
        Assert.Equal(same.Value.ToArray<double>(), mixed.Value.ToArray<double>());
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 3)]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    [InlineData(5, 5)]
    [InlineData(6, 1)]
    [InlineData(7, 3)]
    [InlineData(8, 2)]
    public void One_filter_alone_has_the_bits_that_it_has_beside_others(int height, int width)
    {
        var random = new RandomState((uint)height);
        foreach (var dtype in new[] { DType.Float32, DType.Float64 })
        {
            // Wider than the two vectors of a tile, and so high that a plane is cut into bands.
            NdArray x = random.RandN(2, 3, 700, 75).As(dtype), weight = random.RandN(1, 3, height, width).As(dtype);
            var alone = F.Conv2d(x, weight, padding: (1, 0), dilation: (1, 2));
            var beside = F.Conv2d(x, NdArray.Concatenate(0, weight, -weight), padding: (1, 0), dilation: (1, 2));
            Assert.Equal(beside.Value[.., 0].ToArray<double>(), alone.Value[.., 0].ToArray<double>());
        }
    }

    [Theory]
    [MemberData(nameof(Simple))]
    public void The_convolution_that_is_taught_agrees_with_the_reference(string name) => GoldenRun.Check("conv2d", name, run => F.Conv2dSimple(
        run["x"], run["weight"], run.Optional("bias"), Pair(run, "stride"), Pair(run, "padding")));

    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "conv1d", MemberType = typeof(GoldenFiles))]
    public void Conv1d_agrees_with_the_reference(string name) => GoldenRun.Check("conv1d", name, run =>
    {
        var (dilation, groups) = (run.Case.Whole("dilation"), run.Case.Whole("groups"));
        int[] padding = run.Case.Wholes("padding")!;
        return run.Case.Flag("causal")
            ? F.CausalConv1d(run["x"], run["weight"], run.Optional("bias"), dilation, groups)
            : F.Conv1d(run["x"], run["weight"], run.Optional("bias"), run.Case.Whole("stride"), (padding[0], padding[1]), dilation, groups);
    });

    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "conv_transpose2d", MemberType = typeof(GoldenFiles))]
    public void Transposed_convolution_agrees_with_the_reference(string name) => GoldenRun.Check("conv_transpose2d", name, run => F.ConvTranspose2d(
        run["x"], run["weight"], run.Optional("bias"), Pair(run, "stride"), Pair(run, "padding"), Pair(run, "output_padding"), Pair(run, "dilation"), run.Case.Whole("groups")));

    // x [n, c, h, w], weight [f, c/groups, kh, kw], stride, padding, dilation: odd, not square, of size 1, with windows that do not fit evenly and taps that only ever see padding.
    public static TheoryData<int[], int[], int, int, int> Shapes => new()
    {
        { [2, 4, 5, 4], [6, 2, 3, 2], 2, 1, 1 },
        { [1, 1, 1, 1], [1, 1, 1, 1], 1, 0, 1 },
        { [2, 2, 7, 5], [2, 1, 2, 3], 3, 2, 2 },
        { [3, 2, 4, 3], [3, 2, 1, 1], 1, 0, 1 },
        { [2, 1, 4, 6], [3, 1, 4, 6], 1, 0, 1 },
        { [2, 2, 2, 1], [3, 2, 2, 3], 1, 4, 3 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_first_and_second_derivatives_are_right(int[] x, int[] weight, int stride, int padding, int dilation)
    {
        var random = new RandomState(1);
        var report = GradientCheck.Run(
            t => F.Conv2d(t[0], t[1], t[2], stride, padding, dilation, x[1] / weight[1]).Tanh(), [random.RandN(x), random.RandN(weight), random.RandN(weight[0])], order: 2);
        Assert.True(report.Passed, report.ToString());
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_first_and_second_derivatives_of_the_transposed_convolution_are_right(int[] output, int[] weight, int stride, int padding, int dilation)
    {
        var random = new RandomState(1);
        int groups = output[1] / weight[1];
        int[] x = F.Conv2d(NdArray.Zeros(output), NdArray.Zeros(weight), null, stride, padding, dilation, groups).Shape.ToArray();
        var report = GradientCheck.Run(
            t => F.ConvTranspose2d(t[0], t[1], t[2], stride, padding, 0, dilation, groups).Tanh(), [random.RandN(x), random.RandN(weight), random.RandN(output[1])], order: 2);
        Assert.True(report.Passed, report.ToString());
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_fast_convolution_equals_the_taught_one_with_its_derivatives(int[] x, int[] weight, int stride, int padding, int dilation)
    {
        _ = dilation;
        var random = new RandomState(2);
        weight = [weight[0], x[1], weight[2], weight[3]];
        SameFunction.Check(
            t => F.Conv2d(t[0], t[1], t[2], stride, padding).Tanh(), t => F.Conv2dSimple(t[0], t[1], t[2], stride, padding).Tanh(),
            random.RandN(x), random.RandN(weight), random.RandN(weight[0]));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Im2col_and_col2im_are_each_other_s_adjoint(int[] shape, int[] weight, int stride, int padding, int dilation)
    {
        var random = new RandomState(3);
        var x = random.RandN(shape);
        Size2d kernel = (weight[2], weight[3]);
        foreach (var layout in Enum.GetValues<ColumnLayout>())
        {
            var columns = F.Im2Col(x, kernel, stride, padding, dilation, layout).Value;
            var y = random.RandN(columns.Shape.ToArray());
            double left = (columns * y).Sum().Item(), right = (x * F.Col2Im(y, shape, kernel, stride, padding, dilation, layout).Value).Sum().Item();
            Assert.Equal(left, right, 1e-12 * Math.Max(1, Math.Abs(left)));
        }
    }

    [Theory]
    [InlineData(32, 13, 1, true)]
    [InlineData(31, 13, 1, true)]
    [InlineData(64, 26, 2, true)]
    [InlineData(32, 4, 1, false)]
    [InlineData(48, 3, 3, true)]
    public void Every_output_is_one_chain_of_fused_multiply_adds_over_channels_and_taps(int width, int filters, int groups, bool hasBias)
    {
        const int Channels = 6, Height = 5, Taps = 9;
        int each = Channels / groups;
        var random = new RandomState(6);
        NdArray x = random.RandN(2, Channels, Height, width).As(DType.Float32), w = random.RandN(filters, each, 3, 3).As(DType.Float32), b = random.RandN(filters).As(DType.Float32);
        float[] padded = x.Pad([(0, 0), (0, 0), (1, 1), (1, 1)]).ToArray<float>(), weights = w.ToArray<float>(), bias = b.ToArray<float>();
        var expected = new List<float>();
        foreach (int[] at in ModelArray.Indices([2, filters, Height, width]))
        {
            float sum = 0;
            int first = at[1] / (filters / groups) * each;
            for (int k = 0; k < each * Taps; k++)
            {
                int from = (((((at[0] * Channels) + first + (k / Taps)) * (Height + 2)) + at[2] + (k % Taps / 3)) * (width + 2)) + at[3] + (k % 3);
                sum = MathF.FusedMultiplyAdd(weights[(at[1] * each * Taps) + k], padded[from], sum);
            }

            expected.Add(hasBias ? sum + bias[at[1]] : sum);
        }

        Assert.Equal(expected, F.Conv2d(x, w, hasBias ? Tensor.Constant(b) : null, padding: 1, groups: groups).Value.ToArray<float>());
    }

    [Fact]
    public void A_batch_gives_the_same_bits_as_its_images_one_by_one()
    {
        var random = new RandomState(4);
        var (x, w) = (random.RandN(5, 3, 9, 8).As(DType.Float32), random.RandN(4, 3, 3, 3).As(DType.Float32));
        var y = F.Conv2d(x, w, padding: 1).Value;
        for (int i = 0; i < 5; i++)
            Assert.Equal(y[i].ToArray<float>(), F.Conv2d(x[i..(i + 1)], w, padding: 1).Value.ToArray<float>());
    }

    [Fact]
    public void A_causal_convolution_does_not_see_the_future()
    {
        var random = new RandomState(5);
        var x = Tensor.Variable(random.RandN(1, 2, 9));
        var y = F.CausalConv1d(x, random.RandN(3, 2, 3), dilation: 2);
        var gradient = Gradient.Of(y[.., .., 4].Sum(), x)[0].Value;
        Assert.Equal(0, gradient[.., .., 5..].Abs().Max().Item());
        Assert.True(gradient[.., .., 4].Abs().Min().Item() > 0);
    }

    [Fact]
    public void Wrong_shapes_are_errors_that_say_so()
    {
        Assert.Equal(
            "Conv2d: weight must be [filters, 3, kh, kw] (the 3 channels of x [1, 3, 5, 5]), got [4, 2, 3, 3].",
            Assert.Throws<ShapeException>(() => F.Conv2d(NdArray.Zeros(1, 3, 5, 5), NdArray.Zeros(4, 2, 3, 3))).Message);
        Assert.Equal(
            "Conv2d: the kernel 7×7 does not fit into the image 5×5 with padding 0×0. Use a smaller kernel or more padding.",
            Assert.Throws<ShapeException>(() => F.Conv2d(NdArray.Zeros(1, 3, 5, 5), NdArray.Zeros(4, 3, 7, 7))).Message);
        Assert.Equal(
            "Im2Col: x must be images [n, c, h, w], got [3, 5, 5]. Reshape adds axes of length 1.",
            Assert.Throws<ShapeException>(() => F.Im2Col(NdArray.Zeros(3, 5, 5), 2)).Message);
        Assert.Equal(
            "Col2Im: columns must be [16, 27] for images [1, 3, 6, 6] and a kernel 3×3, got [16, 9].",
            Assert.Throws<ShapeException>(() => F.Col2Im(NdArray.Zeros(16, 9), [1, 3, 6, 6], 3)).Message);
        Assert.Equal(
            "ConvTranspose2d: outputPadding must be 0 … less than the stride 2×2 or the dilation 1×1, got 2×0.",
            Assert.Throws<ShapeException>(() => F.ConvTranspose2d(NdArray.Zeros(1, 3, 5, 5), NdArray.Zeros(3, 4, 3, 3), stride: 2, outputPadding: (2, 0))).Message);
    }

    private static Size2d Pair(GoldenRun run, string attribute) => run.Case.Wholes(attribute) is { } pair ? (pair[0], pair[1]) : throw new InvalidDataException(attribute);
}
