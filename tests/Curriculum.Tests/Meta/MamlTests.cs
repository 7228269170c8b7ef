using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Data;
using Curriculum.Functional;
using Curriculum.Layers;
using Curriculum.Meta;
using Curriculum.Optimizers;
using Curriculum.Tests.Goldens;

namespace Curriculum.Tests.Meta;

public class MamlTests
{
    private static readonly string[] Keys = ["w1", "b1", "w2", "b2"];

    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "maml", MemberType = typeof(GoldenFiles))]
    public void Inner_steps_and_meta_gradients_agree_with_the_reference(string name)
    {
        var golden = GoldenFiles.Case("maml", name);
        foreach (var dtype in new[] { DType.Float64, DType.Float32 })
        {
            double tolerance = golden.Tolerance(dtype);
            NdArray Input(string key) => golden.Inputs[key].ToNdArray(dtype);
            Tensor[] weights = [.. Keys.Select(key => Tensor.Variable(Input(key), key))];
            var model = new Sequential(new Linear(weights[0], weights[1]), new Tanh(), new Linear(weights[2], weights[3]));
            int count = Input("xs").Shape[0];
            MetaTask[] tasks = [.. Enumerable.Range(0, count).Select(i => new MetaTask(new Dataset(Input("xs")[i], Input("ys")[i]), new Dataset(Input("xq")[i], Input("yq")[i])))];

            var exact = new Maml(model, F.MeanSquaredError, golden.Number("inner_lr"), golden.Whole("inner_steps"));
            AdaptedModel[] adapted = [.. tasks.Select(task => exact.Adapt(task.Support))];
            GoldenAssert.Close(golden.Outputs["inner_losses"].Data, [.. adapted.SelectMany(a => a.Losses)], tolerance, $"{golden} inner losses");
            for (int k = 0; k < Keys.Length; k++)
                GoldenAssert.Close(golden.Outputs["adapted_" + Keys[k]], NdArray.Stack(0, [.. adapted.Select(a => a.Model.Parameters[k].Value)]), tolerance, $"{golden} adapted {Keys[k]}");
            double[] queries = [.. adapted.Zip(tasks, (a, task) => F.MeanSquaredError(a.Model.Forward(task.Query.Inputs), task.Query.Targets).Item())];
            GoldenAssert.Close(golden.Outputs["query_losses"].Data, queries, tolerance, $"{golden} query losses");

            var loss = exact.MetaLoss(tasks);
            GoldenAssert.Close(golden.Outputs["meta_loss"], loss.Value, tolerance, $"{golden} meta loss");
            var gradients = Gradient.Of(loss, weights);
            var firstOrder = Gradient.Of(new Maml(model, F.MeanSquaredError, exact.InnerRate, exact.InnerSteps, isFirstOrder: true).MetaLoss(tasks), weights);
            for (int k = 0; k < Keys.Length; k++)
            {
                GoldenAssert.Close(golden.Gradients[Keys[k]], gradients[k].Value, tolerance, $"{golden} gradient of {Keys[k]}");
                GoldenAssert.Close(golden.Outputs["first_order_" + Keys[k]], firstOrder[k].Value, tolerance, $"{golden} first-order gradient of {Keys[k]}");
            }
        }
    }

    // Lines through the origin: after meta-learning, one inner step fits a new slope better than one from the start did.
    [Fact]
    public void Outer_steps_make_the_loss_after_adaptation_fall()
    {
        var random = new RandomState(1);
        MetaTask Task()
        {
            double slope = random.NextGaussian() + 2;
            Dataset Draw(int n)
            {
                var x = random.RandN(n, 1);
                return new Dataset(x, x * slope);
            }

            return new MetaTask(Draw(5), Draw(10));
        }

        var model = new Sequential(Linear.Create(1, 8, random, dtype: DType.Float64), new Tanh(), Linear.Create(8, 1, random, dtype: DType.Float64));
        var maml = new Maml(model, F.MeanSquaredError, 0.1);
        var optimizer = new Adam(model.Parameters, 0.02);
        MetaTask[] test = [.. Enumerable.Range(0, 20).Select(_ => Task())];
        double before = maml.MetaLoss(test).Item();
        for (int step = 0; step < 150; step++)
            maml.Step([Task(), Task(), Task()], optimizer);
        double after = maml.MetaLoss(test).Item();
        Assert.True(after < before / 3, $"{before} → {after}");
    }

    [Fact]
    public void No_tasks_are_an_error()
        => Assert.Throws<ArgumentException>(() => new Maml(Linear.Create(1, 1, new RandomState(1)), F.MeanSquaredError, 0.1).MetaLoss([]));
}
