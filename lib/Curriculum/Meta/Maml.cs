using Curriculum.Autograd;
using Curriculum.Data;
using Curriculum.Layers;
using Curriculum.Optimizers;

namespace Curriculum.Meta;

/// <summary>Model-agnostic meta-learning: weights from which a few steps of gradient descent lead to a good model of a new task.</summary>
/// <remarks>
/// <para>Inner steps on the support set: θ′ ← θ′ − α·∂L(θ′; support)/∂θ′, from θ′ = θ. Outer step on the query sets: θ ← θ − optimizer(∂ Σ L(θ′(θ); query)/∂θ), straight through the inner
/// steps, so with second derivatives. Finn et al., arXiv:1703.03400, algorithm 1.</para>
/// <para>The first-order variant takes the inner gradients for constants: ∂θ′/∂θ = 1 (section 5.2 there).</para>
/// </remarks>
public sealed class Maml
{
    /// <summary>Meta-learning of a model.</summary>
    /// <param name="model">The model; its weights are the start that is learned.</param>
    /// <param name="loss">The model's output and the targets → a single number.</param>
    /// <param name="innerRate">α, the learning rate of the inner steps.</param>
    /// <param name="innerSteps">How many inner steps.</param>
    /// <param name="isFirstOrder">Whether inner gradients are taken for constants: cheaper, and often nearly as good.</param>
    public Maml(Layer model, Func<Tensor, Tensor, Tensor> loss, double innerRate, int innerSteps = 1, bool isFirstOrder = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(innerRate);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(innerSteps);
        (Model, Loss, InnerRate, InnerSteps, IsFirstOrder) = (model, loss, innerRate, innerSteps, isFirstOrder);
    }

    /// <summary>The model whose weights are learned.</summary>
    public Layer Model { get; }

    /// <summary>The model's output and the targets → the loss.</summary>
    public Func<Tensor, Tensor, Tensor> Loss { get; }

    /// <summary>α, the learning rate of the inner steps.</summary>
    public double InnerRate { get; }

    /// <summary>How many inner steps.</summary>
    public int InnerSteps { get; }

    /// <summary>Whether inner gradients are taken for constants.</summary>
    public bool IsFirstOrder { get; }

    /// <summary>The model after its inner steps on a support set.</summary>
    /// <param name="support">The examples to adapt to.</param>
    public AdaptedModel Adapt(Dataset support)
    {
        ArgumentNullException.ThrowIfNull(support);
        var (adapted, losses) = (Model, new List<double>());
        for (int step = 0; step < InnerSteps; step++)
        {
            var parameters = adapted.Parameters;
            var loss = Loss(adapted.Forward(support.Inputs, Pass.Training()), support.Targets);
            losses.Add(loss.Item());
            var gradients = Gradient.Of(loss, [.. parameters.Select(p => p.Tensor)], createGraph: !IsFirstOrder);
            var moved = parameters.Zip(gradients).ToDictionary(pair => pair.First.Name, pair => pair.First.Tensor - (pair.Second * InnerRate));
            adapted = adapted.Map(new ParameterMap((name, _) => moved[name]));
        }

        return new AdaptedModel(adapted, losses);
    }

    /// <summary>The mean of the query losses of the adapted models: what the outer step makes small.</summary>
    /// <param name="tasks">At least one task.</param>
    public Tensor MetaLoss(IReadOnlyList<MetaTask> tasks)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        if (tasks.Count == 0)
            throw new ArgumentException("Maml: tasks must hold at least one task, got none.", nameof(tasks));
        Tensor? sum = null;
        foreach (var task in tasks)
        {
            var loss = Loss(Adapt(task.Support).Model.Forward(task.Query.Inputs, Pass.Training()), task.Query.Targets);
            sum = sum is null ? loss : sum + loss;
        }

        return sum! / tasks.Count;
    }

    /// <summary>One outer step.</summary>
    /// <param name="tasks">The tasks of this step.</param>
    /// <param name="optimizer">Moves the weights of <see cref="Model"/>.</param>
    /// <returns>The meta loss before the step.</returns>
    public double Step(IReadOnlyList<MetaTask> tasks, Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        var loss = MetaLoss(tasks);
        loss.Backward();
        optimizer.Step();
        return loss.Item();
    }
}
