using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Data;
using Curriculum.Functional;
using Curriculum.Layers;
using Curriculum.Optimizers;
using Curriculum.Training;

namespace Curriculum.Tests.Training;

public class TrainingOptionTests
{
    private static Dataset Line()
    {
        var x = new RandomState(1).RandN(20, 1).As(DType.Float32);
        return new Dataset(x, x * 3.0);
    }

    private static Linear Model() => Linear.Create(1, 1, new RandomState(2));

    [Fact]
    public void Early_stopping_by_a_series_that_nothing_measures_is_an_error_before_the_first_update()
    {
        var model = Model();
        var trainer = new Trainer(model, F.MeanSquaredError, new Sgd(model.Parameters, 0.05)) { EarlyStopping = EarlyStopping.ByScore("test acc", 2) };
        var error = Assert.Throws<ArgumentException>(() => trainer.Fit(Line, 3, 1, new Metric("test accuracy", _ => 0)));
        Assert.StartsWith("Trainer: early stopping watches 'test acc', which nothing measures. Metrics: 'test accuracy'.", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, trainer.History.Iterations);
    }

    [Fact]
    public void Early_stopping_ends_the_run_and_puts_the_best_parameters_back()
    {
        var model = Model();
        double[] values = [5, 4, 3, 3.5, 3.2, 3, 1];
        int measured = 0;
        var weights = new List<float>();
        var metric = new Metric("test loss", m =>
        {
            weights.Add(m.Parameters[0].Value.ToArray<float>()[0]);
            return values[measured++];
        });
        var trainer = new Trainer(model, F.MeanSquaredError, new Sgd(model.Parameters, 0.05)) { EarlyStopping = EarlyStopping.ByLoss("test loss", patience: 3) };
        var history = trainer.Fit(Line, 100, evaluateEvery: 1, metric);
        Assert.Equal(6, history.Iterations);
        Assert.Equal(weights[2], model.Weight.Value.ToArray<float>()[0]);
        Assert.NotEqual(weights[2], weights[5]);
    }

    [Fact]
    public void Early_stopping_by_a_score_looks_for_larger_values()
    {
        var model = Model();
        int measured = 0;
        var trainer = new Trainer(model, F.MeanSquaredError, new Sgd(model.Parameters, 0.05)) { EarlyStopping = EarlyStopping.ByScore("accuracy", patience: 1) };
        Assert.Equal(4, trainer.Fit(Line, 100, 1, new Metric("accuracy", _ => new[] { 0.1, 0.2, 0.3, 0.3 }[measured++])).Iterations);
    }

    [Fact]
    public void A_penalty_is_its_formula_over_weights_alone()
    {
        var model = new Sequential(Linear.Create(2, 3, new RandomState(1), dtype: DType.Float64), LayerNorm.Create(3, dtype: DType.Float64));
        var w = model.Parameters[0].Value;
        Assert.Equal(0.3 * w.Abs().Sum().Item(), Penalty.L1(0.3).Of(model.Parameters).Item(), 1e-15);
        Assert.Equal(0.15 * w.Square().Sum().Item(), Penalty.L2(0.3).Of(model.Parameters).Item(), 1e-15);
        Assert.Equal((0.1 * w.Abs().Sum().Item()) + (0.1 * w.Square().Sum().Item()), Penalty.ElasticNet(0.3, 1.0 / 3).Of(model.Parameters).Item(), 1e-15);
        Assert.Throws<ArgumentException>(() => Penalty.L2(0.1).Of(LayerNorm.Create(3).Parameters));
    }

    [Fact]
    public void Weight_decay_and_the_penalty_of_squares_make_the_same_steps()
    {
        float[] Train(double decay, Penalty? penalty)
        {
            // Without a bias: the penalty leaves biases alone.
            var model = Linear.Create(1, 1, new RandomState(2), bias: false);
            var trainer = new Trainer(model, F.MeanSquaredError, new Sgd(model.Parameters, 0.05) { WeightDecay = decay }) { Penalty = penalty };
            trainer.Fit(Line, 10);
            return model.Weight.Value.ToArray<float>();
        }

        Assert.Equal(Train(0.2, null)[0], Train(0, Penalty.L2(0.2))[0], 1e-6f);
        Assert.NotEqual(Train(0, null)[0], Train(0.2, null)[0], 1e-3f);
    }

    [Fact]
    public void A_schedule_sets_the_rate_of_each_step_and_a_limit_the_size_of_the_gradient()
    {
        var w = Tensor.Variable(NdArray.Of(0.0, 0.0), "w");
        var optimizer = new Sgd([new Parameter("w", w)]) { Schedule = new StepSchedule(1, 1, 0.5), Clip = GradientClip.ByLargestElement(1) };
        for (int step = 0; step < 3; step++)
        {
            (w * NdArray.Of(-4.0, -2.0)).Sum().Backward();
            optimizer.Step();
        }

        Assert.Equal(3, optimizer.StepCount);
        Assert.Equal(0.25, optimizer.LearningRate);
        Assert.Equal([1.75, 0.875], w.Value.ToArray<double>().Select(v => Math.Round(v, 5)));
    }
}
