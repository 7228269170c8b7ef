using Curriculum.Autograd;
using Curriculum.Data;
using Curriculum.Layers;

namespace Curriculum.Training;

/// <summary>A number that tells how good a model is, measured while it trains.</summary>
/// <param name="Name">The name of its series, such as <c>test accuracy</c>.</param>
/// <param name="Measure">The model → the number.</param>
public sealed record Metric(string Name, Func<Layer, double> Measure)
{
    /// <summary>The share of right answers on a data set.</summary>
    /// <param name="name">The name of its series.</param>
    /// <param name="data">The data set.</param>
    public static Metric Accuracy(string name, Dataset data) => new(name, model => Evaluation.Accuracy(model, data));

    /// <summary>The mean loss on a data set.</summary>
    /// <param name="name">The name of its series.</param>
    /// <param name="data">The data set.</param>
    /// <param name="loss">The model's output and the targets → the mean loss.</param>
    public static Metric Loss(string name, Dataset data, Func<Tensor, Tensor, Tensor> loss) => new(name, model => Evaluation.Loss(model, data, loss));
}
