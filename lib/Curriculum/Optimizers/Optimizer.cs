using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Layers;
using Curriculum.Optimizers.Devices;

namespace Curriculum.Optimizers;

/// <summary>Changes parameters by their gradients so that the loss falls.</summary>
/// <remarks>
/// <para>With a schedule and a limit: <c>new Adam(model.Parameters) { Schedule = new CosineSchedule(0.001, 10_000), Clip = GradientClip.ByNorm(1) }</c>.</para>
/// An optimizer of one's own says only how one parameter moves:
/// <code>
/// sealed class MyAdaGrad(IEnumerable&lt;Parameter&gt; parameters, double rate) : Optimizer(parameters, rate)
/// {
///     protected override NdArray Update(NdArray w, NdArray g, OptimizerState state)
///     {
///         var h = state["h"] += g * g;
///         return w - LearningRate * g / (h.Sqrt() + 1e-7);
///     }
/// }
/// </code>
/// </remarks>
public abstract class Optimizer
{
    private readonly Parameter[] _parameters;
    private readonly OptimizerState[] _states;
    private double _learningRate;

    /// <summary>An optimizer of these parameters.</summary>
    /// <param name="parameters">What is learned, such as <c>model.Parameters</c>.</param>
    /// <param name="learningRate">The learning rate, at least 0.</param>
    /// <exception cref="ArgumentException">There is no parameter.</exception>
    /// <exception cref="DTypeException">A parameter is neither Float32 nor Float64.</exception>
    protected Optimizer(IEnumerable<Parameter> parameters, double learningRate)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _parameters = [.. parameters];
        if (_parameters.Length == 0)
            throw new ArgumentException($"{GetType().Name}: parameters must hold at least one parameter, got none. A model of activations alone has nothing to learn.", nameof(parameters));
        if (_parameters.FirstOrDefault(p => p.Tensor.DType is not (DType.Float32 or DType.Float64)) is { } wrong)
            throw new DTypeException($"{GetType().Name}: parameter {wrong.Name} must be Float32 or Float64, got {wrong.Tensor.DType}.");
        _states = Array.ConvertAll(_parameters, p => new OptimizerState(p.Tensor.Shape, p.Tensor.DType, p.Tensor.Data.Device));
        LearningRate = learningRate;
    }

    /// <summary>The parameters, in the order in which gradients are given to <see cref="Step(IReadOnlyList{Tensor})"/>.</summary>
    public IReadOnlyList<Parameter> Parameters => _parameters;

    /// <summary>The learning rate. With a <see cref="Schedule"/>, that of the last step.</summary>
    public double LearningRate
    {
        get => _learningRate;
        set => _learningRate = value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"{GetType().Name}: the learning rate must be a finite number that is not negative.");
    }

    /// <summary>λ: adds λ·w to each gradient, the gradient of ½·λ·‖w‖² (L2 regularisation). 0: none.</summary>
    public double WeightDecay { get; init; }

    /// <summary>The learning rate of each step; null: <see cref="LearningRate"/> stays as it is set.</summary>
    public Schedule? Schedule { get; init; }

    /// <summary>How gradients are limited before each step; null: not at all.</summary>
    public GradientClip? Clip { get; init; }

    /// <summary>How many steps have been made.</summary>
    public int StepCount { get; internal set; }

    /// <summary>What is remembered about each parameter, in the order of <see cref="Parameters"/>.</summary>
    public IReadOnlyList<OptimizerState> States => _states;

    /// <summary>One step with the gradients that <see cref="Tensor.Backward"/> left in the parameters, which are cleared.</summary>
    /// <remarks>A parameter without a gradient, which the loss did not depend on, stays as it is.</remarks>
    /// <exception cref="InvalidOperationException">No parameter has a gradient.</exception>
    public void Step()
    {
        int[] moving = [.. Enumerable.Range(0, _parameters.Length).Where(i => _parameters[i].Tensor.GradientData is not null)];
        if (moving.Length == 0)
            throw new InvalidOperationException($"{GetType().Name}: no parameter has a gradient. Call loss.Backward() before Step().");
        Move(moving, Array.ConvertAll(moving, i => _parameters[i].Tensor.GradientData!));
        foreach (int i in moving)
            _parameters[i].Tensor.ClearGradient();
    }

    /// <summary>One step with these gradients.</summary>
    /// <param name="gradients">One for each parameter, such as <c>Gradient.Of(loss, …)</c>.</param>
    /// <exception cref="ArgumentException">There are more or fewer gradients than parameters.</exception>
    /// <exception cref="ShapeException">A gradient has not its parameter's shape.</exception>
    public void Step(IReadOnlyList<Tensor> gradients)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        if (gradients.Count != _parameters.Length)
            throw new ArgumentException($"{GetType().Name}: gradients must be one for each of the {_parameters.Length} parameters, got {gradients.Count}.", nameof(gradients));
        Move([.. Enumerable.Range(0, _parameters.Length)], [.. gradients.Select(g => g.Value)]);
    }

    /// <summary>The new value of one parameter.</summary>
    /// <param name="weight">w, the present value.</param>
    /// <param name="gradient">g, the gradient of the loss by w (with <see cref="WeightDecay"/> in it).</param>
    /// <param name="state">What is remembered about this parameter.</param>
    protected abstract NdArray Update(NdArray weight, NdArray gradient, OptimizerState state);

    // The library's own optimizers override this with one pass over the memory.
    private protected virtual void Move(Tensor parameter, NdArray gradient, OptimizerState state)
    {
        var weight = parameter.Value;
        parameter.Assign(Update(weight, WeightDecay == 0 ? gradient : gradient + (WeightDecay * weight), state));
    }

    private void Move(int[] indices, NdArray[] gradients)
    {
        if (Schedule is not null)
            LearningRate = Schedule.At(StepCount);
        StepCount++;
        var limited = Clip?.Apply(gradients) ?? gradients;
        using var together = (_parameters[indices[0]].Tensor.Data.Device.Kernels as IUpdateKernels)?.Together();
        for (int i = 0; i < indices.Length; i++)
        {
            var (parameter, state, gradient) = (_parameters[indices[i]], _states[indices[i]], limited[i]);
            if (gradient.Shape != parameter.Tensor.Shape)
                throw new ShapeException($"{GetType().Name}: the gradient of {parameter.Name} must be {parameter.Tensor.Shape} like the parameter, got {gradient.Shape}.");
            state.Steps++;
            Move(parameter.Tensor, gradient, state);
        }
    }
}
