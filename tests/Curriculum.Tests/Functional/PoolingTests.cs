using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Tests.Goldens;

namespace Curriculum.Tests.Functional;

public class PoolingTests
{
    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "max_pool2d", MemberType = typeof(GoldenFiles))]
    public void Max_pooling_agrees_with_the_reference(string name) => GoldenRun.Check("max_pool2d", name, run =>
    {
        var (y, places) = F.MaxPool2dWithPlaces(run["x"], Pair(run, "kernel"), Pair(run, "stride"), Pair(run, "padding"), Pair(run, "dilation"), run.Case.Flag("ceil_mode"));
        return new Dictionary<string, Tensor> { ["y"] = y, ["indices"] = places };
    });

    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "avg_pool2d", MemberType = typeof(GoldenFiles))]
    public void Average_pooling_agrees_with_the_reference(string name) => GoldenRun.Check("avg_pool2d", name, run => F.AveragePool2d(
        run["x"], Pair(run, "kernel"), Pair(run, "stride"), Pair(run, "padding"), run.Case.Flag("ceil_mode"), run.Case.Flag("count_include_pad")));

    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "lp_pool2d", MemberType = typeof(GoldenFiles))]
    public void Lp_pooling_agrees_with_the_reference(string name)
        => GoldenRun.Check("lp_pool2d", name, run => F.LpPool2d(run["x"], run.Case.Number("norm_type"), Pair(run, "kernel"), Pair(run, "stride")));

    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "global_avg_pool", MemberType = typeof(GoldenFiles))]
    public void Global_average_pooling_agrees_with_the_reference(string name)
        => GoldenRun.Check("global_avg_pool", name, run => F.GlobalAveragePool(run["x"], run.Case.Flag("keepdims")));

    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "global_max_pool", MemberType = typeof(GoldenFiles))]
    public void Global_max_pooling_agrees_with_the_reference(string name)
        => GoldenRun.Check("global_max_pool", name, run => F.GlobalMaxPool(run["x"], run.Case.Flag("keepdims")));

    [Theory]
    [InlineData(2, 1, 0)]
    [InlineData(3, 2, 1)]
    public void The_first_and_second_derivatives_are_right(int kernel, int stride, int padding)
    {
        var at = new RandomState(1).RandN(2, 3, 5, 4);
        Func<Tensor, Tensor>[] functions =
        [
            x => F.MaxPool2d(x, kernel, stride, padding).Tanh(),
            x => F.MaxPool2d(x, kernel, stride, padding, roundUp: true).Tanh(),
            x => F.AveragePool2d(x, kernel, stride, padding).Tanh(),
            x => F.AveragePool2d(x, kernel, stride, padding, roundUp: true, countPadding: false).Tanh(),
            x => F.LpPool2d(x.Square() + 0.5, 3, kernel, stride),
            x => F.GlobalMaxPool(x).Tanh(),
            x => F.GlobalAveragePool(x).Tanh(),
        ];
        foreach (var f in functions)
        {
            var report = GradientCheck.Run(f, at, order: 2);
            Assert.True(report.Passed, report.ToString());
        }
    }

    [Fact]
    public void The_first_of_equal_elements_gets_the_gradient()
    {
        var x = Tensor.Variable(NdArray.Ones(1, 1, 2, 2));
        Assert.Equal([1.0, 0, 0, 0], Gradient.Of(F.MaxPool2d(x, 2).Sum(), x)[0].Value.ToArray<double>());
    }

    // Ones of 4 × 4 with a border of 1, windows of 3 with stride 2, rounded up: the last window covers one row of the image and the border behind it, and beyond that nothing.
    [Fact]
    public void A_last_window_that_sticks_out_is_divided_by_what_lies_inside_the_border()
    {
        var y = F.AveragePool2d(NdArray.Ones(1, 1, 4, 4), 3, 2, 1, roundUp: true).Value;
        double[] along = [2.0 / 3, 1, 1.0 / 2];
        Assert.Equal(along.SelectMany(row => along.Select(column => row * column)), y.ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal(1, F.AveragePool2d(NdArray.Ones(1, 1, 4, 4), 3, 2, 1, roundUp: true, countPadding: false).Value.Min().Item(), 1e-15);
    }

    [Fact]
    public void Unpooling_puts_values_back_where_they_came_from()
    {
        var x = new RandomState(2).RandN(2, 3, 4, 6);
        var (y, places) = F.MaxPool2dWithPlaces(x, 2);
        var back = F.MaxUnpool2d(y, places, x.Shape).Value;
        Assert.Equal(y.Value.ToArray<double>(), F.MaxPool2d(NdArray.Where(back.EqualTo(0), NdArray.Full([], -9), back), 2).Value.ToArray<double>());
        Assert.Equal(y.Value.Size, back.NotEqualTo(0).As(DType.Int64).Sum().Item());
        Assert.True(((back - x) * back).Abs().Max().Item() == 0);
    }

    [Fact]
    public void Wrong_shapes_are_errors_that_say_so()
    {
        Assert.Equal(
            "MaxPool2d: padding must be 0 … half of the kernel 2×2, got 2×2. A window that sees only padding has no value.",
            Assert.Throws<ShapeException>(() => F.MaxPool2d(NdArray.Zeros(1, 1, 4, 4), 2, padding: 2)).Message);
        Assert.Equal(
            "AveragePool2d: the window 5×5 does not fit into the image 4×4 with padding 0×0. Use a smaller window or more padding.",
            Assert.Throws<ShapeException>(() => F.AveragePool2d(NdArray.Zeros(1, 1, 4, 4), 5)).Message);
        Assert.Equal(
            "MaxUnpool2d: places must be 0 … 3, inside a plane of image [1, 1, 2, 2], got 4 … 4.",
            Assert.Throws<ShapeException>(() => F.MaxUnpool2d(NdArray.Zeros(1, 1, 1, 1), NdArray.Full([1, 1, 1, 1], 4, DType.Int64), [1, 1, 2, 2])).Message);
    }

    private static Size2d Pair(GoldenRun run, string attribute) => run.Case.Wholes(attribute) is { } pair ? (pair[0], pair[1]) : throw new InvalidDataException(attribute);
}
