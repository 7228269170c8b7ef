using Curriculum.Arrays;
using Curriculum.Data;
using Curriculum.Functional;
using Curriculum.Layers;
using Curriculum.Optimizers;
using Curriculum.Training;

namespace Curriculum.Tests.Training;

public class TrainerTests
{
    // Two clouds of points that a line separates.
    private static Dataset Clouds(uint seed, int count)
    {
        var random = new RandomState(seed);
        var labels = random.RandInt(0, 2, [count]);
        return new Dataset((random.RandN(count, 2) + (labels.As(DType.Float64).ExpandDims(1) * 4)).As(DType.Float32), labels);
    }

    private static Dataset Draw(Dataset data, int count, RandomState random)
    {
        var chosen = random.RandInt(0, data.Count, [count]);
        return new Dataset(data.Inputs.Take(chosen, 0), data.Targets.Take(chosen, 0));
    }

    private static Sequential Net(uint seed)
    {
        var random = new RandomState(seed);
        return new Sequential(Linear.Create(2, 8, random), BatchNorm.Create(8), new Relu(), Linear.Create(8, 2, random));
    }

    private static (Sequential Model, History History) Train(uint seed, int iterations = 60)
    {
        var (train, test, model) = (Clouds(1, 300), Clouds(2, 200), Net(seed));
        var draws = new RandomState(seed + 1);
        var trainer = new Trainer(model, F.SoftmaxCrossEntropy, new Sgd(model.Parameters, 0.1));
        var history = trainer.Fit(
            () => Draw(train, 32, draws), iterations, evaluateEvery: 20,
            Metric.Accuracy("test accuracy", test), Metric.Loss("test loss", test, F.SoftmaxCrossEntropy));
        return (model, history);
    }

    [Fact]
    public void A_small_net_learns_two_clouds()
    {
        var (model, history) = Train(3);
        Assert.True(history["test accuracy"].Last > 0.97, history.ToString());
        Assert.Equal(history["test accuracy"].Last, Evaluation.Accuracy(model, Clouds(2, 200)));
        Assert.True(history["loss"].MeanOfLast(10) < history["loss"].Values.Take(10).Average() / 2);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_seed_others()
    {
        var (a, b, c) = (Train(3), Train(3), Train(4));
        Assert.Equal(a.History["loss"].Values, b.History["loss"].Values);
        Assert.Equal(a.Model.Parameters[0].Value.ToArray<float>(), b.Model.Parameters[0].Value.ToArray<float>());
        Assert.NotEqual(a.History["loss"].Values, c.History["loss"].Values);
    }

    [Fact]
    public void Giving_the_memory_of_each_step_back_at_once_changes_no_bit()
    {
        Assert.Equal(Losses(releases: false), Losses(releases: true));

        static IEnumerable<double> Losses(bool releases)
        {
            var (data, random) = (Clouds(1, 300), new RandomState(3));
            // Outputs of 300 × 128 numbers are large enough to come from the pool, and to go back to it.
            var model = new Sequential(Linear.Create(2, 128, random), new Relu(), new Dropout(0.2), Linear.Create(128, 2, random));
            var trainer = new Trainer(model, F.SoftmaxCrossEntropy, new Sgd(model.Parameters, 0.1)) { Random = random, ReleasesSteps = releases };
            return trainer.Fit(() => data, 8).Series[0].Values;
        }
    }

    [Fact]
    public void Metrics_are_measured_every_so_often_and_after_the_last_update()
    {
        var (_, history) = Train(3, iterations: 50);
        Assert.Equal(50, history.Iterations);
        Assert.Equal(Enumerable.Range(1, 50).Select(i => (double)i), history["loss"].Iterations);
        Assert.Equal([20.0, 40.0, 50.0], history["test accuracy"].Iterations);
        Assert.Equal(["loss", "test accuracy", "test loss"], history.Series.Select(s => s.Name));
    }

    [Fact]
    public void Accuracy_and_loss_do_not_depend_on_how_the_data_is_cut()
    {
        var (model, data) = (Net(5), Clouds(2, 101));
        Assert.Equal(Evaluation.Accuracy(model, data), Evaluation.Accuracy(model, data, batchSize: 10));
        Assert.Equal(Evaluation.Loss(model, data, F.SoftmaxCrossEntropy), Evaluation.Loss(model, data, F.SoftmaxCrossEntropy, batchSize: 10), 1e-6);
    }

    [Fact]
    public void Labels_as_a_column_have_no_accuracy_above_one()
    {
        var (model, data) = (Net(5), Clouds(2, 101));
        var error = Assert.Throws<ShapeException>(() => Evaluation.Accuracy(model, new Dataset(data.Inputs, data.Targets.ExpandDims(1))));
        Assert.Equal("Accuracy: targets must be [101] (a label for each row of scores [101, 2]), got [101, 1]. Reshape them; of one-hot rows take ArgMax(1).", error.Message);
    }

    [Fact]
    public void Epochs_go_on_in_one_history()
    {
        var (model, data, random) = (Net(1), Clouds(1, 50), new RandomState(2));
        var trainer = new Trainer(model, F.SoftmaxCrossEntropy, new Sgd(model.Parameters, 0.1));
        for (int epoch = 0; epoch < 3; epoch++)
            trainer.Fit([Draw(data, 20, random), Draw(data, 20, random), Draw(data, 10, random)], metrics: Metric.Accuracy("accuracy", data));
        Assert.Equal(9, trainer.History.Iterations);
        Assert.Equal(9, trainer.History["loss"].Count);
        Assert.Equal([3.0, 6.0, 9.0], trainer.History["accuracy"].Iterations);
    }

    [Fact]
    public void An_optimizer_of_another_model_is_an_error_that_names_the_cure()
    {
        var (model, old) = (Net(1), Net(1));
        var error = Assert.Throws<ArgumentException>(() => new Trainer(model, F.SoftmaxCrossEntropy, new Sgd(old.Parameters)));
        Assert.StartsWith("Trainer: optimizer must hold parameters of the model, got those of another model. Make it anew: new Sgd(model.Parameters).", error.Message, StringComparison.Ordinal);
        Assert.NotNull(new Trainer(model, F.SoftmaxCrossEntropy, new Sgd(model[3].Parameters)));
    }

    [Fact]
    public void A_series_is_found_by_name_smoothed_and_averaged()
    {
        var history = new History();
        foreach (double v in new[] { 1.0, 2, 3, 6 })
            history.Record("loss", v, v);
        Assert.Equal([1.0, 1.5, 2.5, 4.5], history["loss"].Smoothed(2));
        Assert.Equal(4.5, history["loss"].MeanOfLast(2));
        Assert.Equal("History: there is no series 'los'. Recorded: 'loss'.", Assert.Throws<KeyNotFoundException>(() => history["los"]).Message);
    }
}
