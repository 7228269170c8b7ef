using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Data;
using Curriculum.Layers;

namespace Curriculum.Training;

/// <summary>Measures a finished or half-finished model on a data set, in evaluation passes that record nothing.</summary>
public static class Evaluation
{
    /// <summary>The share of examples whose largest score is at the right class.</summary>
    /// <param name="model">Gives scores [n, c].</param>
    /// <param name="data">Inputs, and labels [n].</param>
    /// <param name="batchSize">How many examples are worked on at once.</param>
    /// <exception cref="ShapeException">The labels are not [n].</exception>
    public static double Accuracy(Layer model, Dataset data, int batchSize = 1000)
    {
        double right = 0;
        foreach (var (scores, batch) in Outputs(model, data, batchSize))
        {
            // Broadcasting here would hide the commonest slip: [n] against [n, 1] gives n² comparisons.
            var best = scores.Value.ArgMax(1);
            if (best.Shape != batch.Targets.Shape)
                throw new ShapeException($"Accuracy: targets must be {best.Shape} (a label for each row of scores {scores.Shape}), got {batch.Targets.Shape}. Reshape them; of one-hot rows take ArgMax(1).");
            right += best.EqualTo(batch.Targets).As(DType.Int64).Sum().Item();
        }

        return right / data.Count;
    }

    /// <summary>The mean loss over the examples.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">Inputs and targets.</param>
    /// <param name="loss">The model's output and the targets → their mean loss.</param>
    /// <param name="batchSize">How many examples are worked on at once.</param>
    public static double Loss(Layer model, Dataset data, Func<Tensor, Tensor, Tensor> loss, int batchSize = 1000)
    {
        ArgumentNullException.ThrowIfNull(loss);
        double sum = 0;
        foreach (var (output, batch) in Outputs(model, data, batchSize))
            sum += loss(output, batch.Targets).Item() * batch.Count;
        return sum / data.Count;
    }

    private static IEnumerable<(Tensor Output, Dataset Batch)> Outputs(Layer model, Dataset data, int batchSize)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        for (int start = 0; start < data.Count; start += batchSize)
        {
            int end = Math.Min(start + batchSize, data.Count);
            var batch = new Dataset(data.Inputs[start..end], data.Targets[start..end]);
            Tensor output;
            using (Gradient.Off())
                output = model.Forward(batch.Inputs);
            yield return (output, batch);
        }
    }
}
