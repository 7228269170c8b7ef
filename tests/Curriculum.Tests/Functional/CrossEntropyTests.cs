using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Tests.Goldens;

namespace Curriculum.Tests.Functional;

public class CrossEntropyTests
{
    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "cross_entropy", MemberType = typeof(GoldenFiles))]
    public void Cross_entropy_agrees_with_the_reference(string name) => GoldenRun.Check("cross_entropy", name, run => F.SoftmaxCrossEntropy(
        run["x"], run["target"], Enum.Parse<Reduction>(run.Case.Text("reduction"), ignoreCase: true),
        run.Case.Attributes.GetProperty("ignore_index").ValueKind == System.Text.Json.JsonValueKind.Null ? null : run.Case.Whole("ignore_index"),
        run.Case.Number("label_smoothing"), run.Optional("weight")?.Value));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 4)]
    [InlineData(5, 3)]
    public void The_first_and_second_derivatives_are_right(int n, int classes)
    {
        var labels = new RandomState(2).RandInt(0, classes, [n]);
        var report = GradientCheck.Run(x => F.SoftmaxCrossEntropy(x, labels), new RandomState(3).RandN(n, classes), order: 2);
        Assert.True(report.Passed, report.ToString());
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(70, 300)]
    [InlineData(299, 300)]
    [InlineData(4_100, 5_000)]
    public void A_score_that_is_not_a_number_shows_in_its_own_loss_alone(int place, int classes)
    {
        var logits = new RandomState(1).RandN(3, classes).As(DType.Float32);
        logits[1, place] = float.NaN;
        double[] losses = F.SoftmaxCrossEntropy(logits, NdArray.Of([0, 1, 2]), Reduction.None).Value.ToArray<double>();
        Assert.Equal([false, true, false], Array.ConvertAll(losses, double.IsNaN));
    }

    // PyTorch 1.13: cross_entropy(logits, probabilities, weight, reduction, label_smoothing=0.1).
    [Theory]
    [InlineData(Reduction.Mean, 2.200736072238874)]
    [InlineData(Reduction.Sum, 4.401472144477748)]
    [InlineData(Reduction.None, 1.308867970135558, 3.09260417434219)]
    public void Classes_are_weighted_where_the_labels_are_probabilities(Reduction reduction, params double[] expected)
    {
        var (logits, labels) = (NdArray.Of(new double[,] { { 1, 2, -1 }, { 0, 0.5, 3 } }), NdArray.Of(new double[,] { { 0.2, 0.3, 0.5 }, { 1, 0, 0 } }));
        var weights = NdArray.Of(1, 2, 0.5);
        Assert.Equal(expected, F.SoftmaxCrossEntropy(logits, labels, reduction, labelSmoothing: 0.1, weights: weights).Value.ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-12);

        var images = logits.ExpandDims(2).BroadcastTo([2, 3, 4]);
        var losses = F.SoftmaxCrossEntropy(images, labels.ExpandDims(2).BroadcastTo([2, 3, 4]), Reduction.None, labelSmoothing: 0.1, weights: weights);
        Assert.Equal([2, 4], losses.Shape);
        Assert.Equal(3.09260417434219, losses.Value[1, 3].Item(), 1e-12);
    }

    // As in PyTorch, whose loss is NaN there, too: a step with such a gradient leaves the weights as they are.
    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    public void A_batch_of_ignored_labels_has_a_loss_of_0_by_0_and_a_gradient_of_zero(double labelSmoothing)
    {
        var x = Tensor.Variable(new RandomState(6).RandN(2, 3));
        var loss = F.SoftmaxCrossEntropy(x, NdArray.Of(new[] { -100, -100 }), Reduction.Mean, ignoreIndex: -100, labelSmoothing);
        Assert.Equal(double.NaN, loss.Item());
        Assert.Equal(new double[6], Gradient.Of(loss, x)[0].Value.ToArray<double>());
    }

    [Fact]
    public void The_gradient_is_the_softmax_less_the_one_hot_label_over_n()
    {
        var x = Tensor.Variable(new RandomState(6).RandN(4, 3));
        var labels = NdArray.Of(new[] { 0, 2, 1, 1 });
        var expected = (F.Softmax(x).Value - labels.OneHot(3, DType.Float64)) / 4;
        Assert.True((Gradient.Of(F.SoftmaxCrossEntropy(x, labels), x)[0].Value - expected).Abs().Max().Item() < 1e-15);
    }

    [Fact]
    public void A_certain_and_wrong_answer_has_a_large_loss_and_not_an_infinite_one()
        => Assert.Equal(2000, F.SoftmaxCrossEntropy(NdArray.Of(new double[,] { { 1000, -1000 } }), NdArray.Of(new[] { 1 })).Item(), 1e-9);

    [Fact]
    public void A_label_outside_the_classes_is_an_error_that_names_it()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => F.SoftmaxCrossEntropy(NdArray.Zeros(2, 3), NdArray.Of(new[] { 0, 3 })));
        Assert.Contains("SoftmaxCrossEntropy: labels must be 0 … 2 (logits have 3 classes), got 3.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_of_another_length_are_an_error_that_says_so()
    {
        var error = Assert.Throws<ShapeException>(() => F.SoftmaxCrossEntropy(NdArray.Zeros(2, 3), NdArray.Of(new[] { 0, 1, 2 })));
        Assert.Equal("SoftmaxCrossEntropy: labels must be [2] (one for each row of logits [2, 3]), got [3].", error.Message);
    }

    [Fact]
    public void Labels_that_are_no_whole_numbers_are_an_error_that_says_how_to_convert()
    {
        var error = Assert.Throws<DTypeException>(() => F.SoftmaxCrossEntropy(NdArray.Zeros(2, 3), NdArray.Of(0.0, 2.0)));
        Assert.Equal(
            "SoftmaxCrossEntropy: labels must be Int32 or Int64 (or probabilities in the shape of the logits), got Float64 [2]. Use labels.As(DType.Int64).", error.Message);
    }
}
