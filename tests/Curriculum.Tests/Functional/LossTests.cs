using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Tests.Goldens;

namespace Curriculum.Tests.Functional;

public class LossTests
{
    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "mse", MemberType = typeof(GoldenFiles))]
    public void Squared_error_agrees_with_the_reference(string name) => GoldenRun.Check("mse", name, run => F.SquaredError(run["x"], run["target"], Kind(run)));

    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "l1", MemberType = typeof(GoldenFiles))]
    public void Absolute_error_agrees_with_the_reference(string name) => GoldenRun.Check("l1", name, run => F.AbsoluteError(run["x"], run["target"], Kind(run)));

    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "smooth_l1", MemberType = typeof(GoldenFiles))]
    public void Smooth_l1_agrees_with_the_reference(string name)
        => GoldenRun.Check("smooth_l1", name, run => F.SmoothL1(run["x"], run["target"], run.Case.Number("beta"), Kind(run)));

    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "huber", MemberType = typeof(GoldenFiles))]
    public void Huber_agrees_with_the_reference(string name) => GoldenRun.Check("huber", name, run => F.Huber(run["x"], run["target"], run.Case.Number("delta"), Kind(run)));

    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "bce", MemberType = typeof(GoldenFiles))]
    public void Binary_cross_entropy_agrees_with_the_reference(string name)
        => GoldenRun.Check("bce", name, run => F.BinaryCrossEntropy(run["x"], run["target"], Kind(run), run.Optional("weight")));

    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "bce_with_logits", MemberType = typeof(GoldenFiles))]
    public void Binary_cross_entropy_of_scores_agrees_with_the_reference(string name) => GoldenRun.Check("bce_with_logits", name, run =>
        F.BinaryCrossEntropyWithLogits(run["x"], run["target"], Kind(run), run.Optional("weight"), run.Optional("pos_weight")));

    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "kl_div", MemberType = typeof(GoldenFiles))]
    public void Kullback_leibler_agrees_with_the_reference(string name) => GoldenRun.Check("kl_div", name, run =>
    {
        bool overBatch = run.Case.Text("reduction") == "batchmean";
        var y = F.KullbackLeibler(run["x"], run["target"], overBatch ? Reduction.Sum : Kind(run), run.Case.Flag("log_target"));
        return overBatch ? y / run["x"].Shape[0] : y;
    });

    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "cosine_similarity", MemberType = typeof(GoldenFiles))]
    public void Cosine_similarity_agrees_with_the_reference(string name)
        => GoldenRun.Check("cosine_similarity", name, run => F.CosineSimilarity(run["x1"], run["x2"], run.Case.Whole("axis"), run.Case.Number("eps")));

    // The direction of x₂ over ε: what PyTorch 1.13 gives.
    [Fact]
    public void The_gradient_of_the_cosine_at_a_vector_of_no_length_is_finite()
    {
        var x = Tensor.Variable(NdArray.Zeros(1, 3));
        double[] gradient = Gradient.Of(F.CosineSimilarity(x, NdArray.Of(new double[,] { { 1, 2, 2 } })).Sum(), x)[0].Value.ToArray<double>();
        Assert.Equal([1e8 / 3, 2e8 / 3, 2e8 / 3], gradient, (a, b) => Math.Abs(a - b) < 1e-2);
    }

    [Fact]
    public void The_first_and_second_derivatives_are_right()
    {
        var random = new RandomState(1);
        var (x, t, p) = (random.RandN(3, 5), random.RandN(3, 5), random.Rand(3, 5));
        (Func<Tensor[], Tensor> Loss, NdArray[] At)[] losses =
        [
            (a => F.MeanSquaredError(a[0], a[1]), [x, t]),
            (a => F.AbsoluteError(a[0], a[1]), [x, t]),
            (a => F.SmoothL1(a[0], a[1], 0.7), [x, t]),
            (a => F.Huber(a[0], a[1], 0.7), [x, t]),
            (a => F.BinaryCrossEntropy(a[0].Sigmoid(), a[1]), [x, p]),
            (a => F.BinaryCrossEntropyWithLogits(a[0], a[1], positiveWeight: 2.0), [x, p]),
            (a => F.KullbackLeibler(F.LogSoftmax(a[0]), a[1]), [x, p]),
            (a => F.KullbackLeibler(F.LogSoftmax(a[0]), a[1], logTarget: true), [x, t]),
            (a => F.CosineSimilarity(a[0], a[1]), [x, t]),
        ];
        foreach (var (loss, at) in losses)
        {
            var report = GradientCheck.Run(loss, at, order: 2);
            Assert.True(report.Passed, report.ToString());
        }
    }

    [Fact]
    public void Two_shapes_that_would_broadcast_are_an_error()
    {
        var error = Assert.Throws<ShapeException>(() => F.MeanSquaredError(NdArray.Zeros(4, 1), NdArray.Zeros(4)));
        Assert.Equal("SquaredError: target must be [4, 1] like x, got [4]. Reshape one of the two.", error.Message);
    }

    [Fact]
    public void Scores_given_for_probabilities_are_an_error_that_names_the_cure()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => F.BinaryCrossEntropy(NdArray.Of(0.5, 1.5), NdArray.Of(0.0, 1.0)));
        Assert.Contains("BinaryCrossEntropy: x must be probabilities, 0 … 1, got 0.5 … 1.5. For scores use BinaryCrossEntropyWithLogits.", error.Message, StringComparison.Ordinal);
    }

    private static Reduction Kind(GoldenRun run) => Enum.Parse<Reduction>(run.Case.Text("reduction"), ignoreCase: true);
}
