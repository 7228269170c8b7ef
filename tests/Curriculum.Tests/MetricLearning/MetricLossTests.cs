using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.MetricLearning;
using Curriculum.Tests.Functional;
using Curriculum.Tests.Goldens;

namespace Curriculum.Tests.MetricLearning;

public class MetricLossTests
{
    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "losses_metric", MemberType = typeof(GoldenFiles))]
    public void Losses_and_mining_agree_with_the_reference(string name) => GoldenRun.Check("losses_metric", name, run => run.Case.Text("kind") switch
    {
        "pairwise_distances" => new() { ["distance"] = F.PairwiseDistance(run["x"], run["y"]), ["squared"] = F.PairwiseDistance(run["x"], run["y"]).Square() },
        "triplet_margin" => new()
        {
            ["loss"] = F.TripletLoss(
                run["anchor"], run["positive"], run["negative"], run.Case.Number("margin"), Kind(run), run.Case.Number("distance_epsilon")),
        },
        "triplet_mining" => Mined(run),
        "contrastive" => new()
        {
            ["distance"] = F.Distance(run["a"], run["b"]),
            ["losses"] = F.ContrastiveLoss(run["a"], run["b"], run["y"].Value, run.Case.Number("margin"), Reduction.None),
            ["loss"] = F.ContrastiveLoss(run["a"], run["b"], run["y"].Value, run.Case.Number("margin")),
        },
        _ => new()
        {
            ["loss"] = Quadruplet(run, run.Case.Number("margin1"), run.Case.Number("margin2"), Kind(run)),
            // A term with a margin far below 0 is 0.
            ["first_term"] = Quadruplet(run, run.Case.Number("margin1"), -1e6, Reduction.None),
            ["second_term"] = Quadruplet(run, -1e6, run.Case.Number("margin2"), Reduction.None),
        },
    });

    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "distillation", MemberType = typeof(GoldenFiles))]
    public void Distillation_agrees_with_the_reference(string name) => GoldenRun.Check("distillation", name, run => new Dictionary<string, Tensor>
    {
        ["soft_loss"] = F.SoftTargetLoss(run["student"], run["teacher"], run.Case.Number("temperature")),
        ["hard_loss"] = F.SoftmaxCrossEntropy(run["student"], run["labels"]),
        ["loss"] = F.DistillationLoss(
            run["student"], run["teacher"], run["labels"], run.Case.Number("temperature"), run.Case.Number("soft_weight"), run.Case.Number("hard_weight")),
    });

    [Fact]
    public void The_first_and_second_derivatives_are_right()
    {
        var random = new RandomState(1);
        NdArray Points() => random.RandN(4, 3);
        (Func<Tensor[], Tensor> Loss, NdArray[] At)[] losses =
        [
            (x => F.PairwiseDistance(x[0], x[1]), [Points(), Points()]),
            (x => F.TripletLoss(x[0], x[1], x[2], 2), [Points(), Points(), Points()]),
            (x => F.ContrastiveLoss(x[0], x[1], NdArray.Of(new[] { 1, 0, 1, 0 }), 9), [Points(), Points()]),
            (x => F.QuadrupletLoss(x[0], x[1], x[2], x[3], 9, 9), [Points(), Points(), Points(), Points()]),
            (x => F.DistillationLoss(x[0], NdArray.Eye(4)[.., ..3], NdArray.Of(new[] { 0, 2, 1, 1 }), 3), [Points()]),
        ];
        foreach (var (loss, at) in losses)
        {
            var report = GradientCheck.Run(loss, at, order: 2);
            Assert.True(report.Passed, report.ToString());
        }
    }

    [Fact]
    public void A_distance_of_zero_has_gradient_zero_and_no_nan()
    {
        var x = Tensor.Variable(new RandomState(1).RandN(3, 2));
        var gradient = Gradient.Of(F.PairwiseDistance(x, x).Sum(), x)[0].Value;
        Assert.All(gradient.ToArray<double>(), g => Assert.True(double.IsFinite(g)));
    }

    [Fact]
    public void A_batch_without_triplets_has_loss_zero_and_gradient_zero()
    {
        var x = Tensor.Variable(new RandomState(1).RandN(3, 2));
        var loss = Triplets.Loss(x, NdArray.Of(new[] { 5, 5, 5 }));
        Assert.Equal(0, loss.Item());
        Assert.Equal(0, Gradient.Of(loss, x)[0].Value.Abs().Max().Item());
    }

    [Fact]
    public void Wrong_shapes_are_errors_that_say_so()
    {
        Assert.Equal("Triplets: embeddings must be [n, d] and labels [n], got [3, 2] and [2].", Assert.Throws<ShapeException>(() => Triplets.Mine(NdArray.Zeros(3, 2), NdArray.Of(new[] { 1, 2 }), TripletMining.All)).Message);
        Assert.Equal(
            "ContrastiveLoss: isSimilar must be [3] (one for each pair of [3, 2]), got [3, 1].",
            Assert.Throws<ShapeException>(() => F.ContrastiveLoss(NdArray.Zeros(3, 2), NdArray.Zeros(3, 2), NdArray.Zeros(3, 1))).Message);
    }

    private static Dictionary<string, Tensor> Mined(GoldenRun run)
    {
        var mining = run.Case.Text("mining") switch
        {
            "all" => TripletMining.All,
            "semi_hard" => TripletMining.SemiHard,
            _ => TripletMining.BatchHard,
        };
        double margin = run.Case.Number("margin");
        var (embeddings, labels) = (run["embeddings"], run["labels"].Value);
        var triplets = Triplets.Mine(embeddings.Value, labels, mining, margin);
        var losses = F.TripletLoss(embeddings.Take(triplets[.., 0], 0), embeddings.Take(triplets[.., 1], 0), embeddings.Take(triplets[.., 2], 0), margin, Reduction.None);
        var outputs = new Dictionary<string, Tensor>
        {
            ["triplets"] = triplets,
            ["losses"] = losses,
            ["loss"] = Triplets.Loss(embeddings, labels, mining, margin),
            ["active"] = (losses.Value > 0).As(DType.Int64).Sum(),
            ["loss_over_active"] = Triplets.Loss(embeddings, labels, mining, margin, activeOnly: true),
        };
        if (mining == TripletMining.SemiHard)
            outputs["all_semi_hard_triplets"] = Triplets.Mine(embeddings.Value, labels, TripletMining.AllSemiHard, margin);
        return outputs;
    }

    private static Tensor Quadruplet(GoldenRun run, double margin1, double margin2, Reduction reduction)
        => F.QuadrupletLoss(run["anchor"], run["positive"], run["negative1"], run["negative2"], margin1, margin2, reduction);

    private static Reduction Kind(GoldenRun run) => Enum.Parse<Reduction>(run.Case.Text("reduction"), ignoreCase: true);
}
