using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;

namespace Curriculum.Layers;

/// <summary>Batch normalisation: y = γ·(x − μ) / √(σ² + ε) + β, with μ and σ² of each channel over the batch and all positions.</summary>
/// <remarks>
/// <para>x [n, c] or [n, c, *] → y of the same shape. A training pass uses the statistics of its batch and moves the running ones: r ← (1 − m)·r + m·batch. An evaluation pass uses the running ones, so
/// that the answer for one example does not depend on the others. Before or after the activation is a matter of where it stands in a <see cref="Sequential"/>.</para>
/// <para>Source: Ioffe and Szegedy, arXiv:1502.03167, algorithms 1 and 2. The momentum m is PyTorch's: the weight of the new batch. Textbooks that write
/// r ← 0.9·r + 0.1·batch mean m = 0.1.</para>
/// </remarks>
/// <param name="Gain">γ [c]; null: 1.</param>
/// <param name="Shift">β [c]; null: 0.</param>
/// <param name="RunningMean">The running mean [c].</param>
/// <param name="RunningVariance">The running variance [c].</param>
/// <param name="Epsilon">ε: keeps the divisor away from 0.</param>
/// <param name="Momentum">m: the weight of the new batch in the running statistics.</param>
/// <param name="RunningEstimate">Which variance of the batch goes into the running one.</param>
public sealed record BatchNorm(
    Tensor? Gain, Tensor? Shift, LayerBuffer RunningMean, LayerBuffer RunningVariance,
    double Epsilon = 1e-5, double Momentum = 0.1, VarianceEstimate RunningEstimate = VarianceEstimate.Unbiased) : Layer
{
    /// <summary>A new layer: γ = 1, β = 0, running mean 0, running variance 1.</summary>
    /// <param name="features">c, the channels.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="momentum">m: the weight of the new batch in the running statistics.</param>
    /// <param name="dtype">Float32 for training, Float64 for gradient checks and NumPy parity.</param>
    /// <param name="affine">Whether there are γ and β.</param>
    /// <param name="runningEstimate">Which variance of the batch goes into the running one.</param>
    /// <exception cref="ArgumentOutOfRangeException">features is not positive, or momentum is not 0 … 1.</exception>
    public static BatchNorm Create(
        int features, double epsilon = 1e-5, double momentum = 0.1, DType dtype = DType.Float32, bool affine = true,
        VarianceEstimate runningEstimate = VarianceEstimate.Unbiased)
    {
        Sizes.RequirePositive(nameof(BatchNorm), features);
        ArgumentOutOfRangeException.ThrowIfNegative(momentum);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(momentum, 1);
        var (gain, shift) = NormParameters.Create([features], dtype, affine);
        return new BatchNorm(
            gain, shift, new LayerBuffer(NdArray.Zeros([features], dtype)), new LayerBuffer(NdArray.Ones([features], dtype)), epsilon, momentum, runningEstimate);
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeException">x does not fit, or a training pass has a single value for each channel.</exception>
    public override Tensor Forward(Tensor x, Pass pass)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(pass);
        if (!pass.IsTraining)
            return F.BatchNorm(x, Gain, Shift, RunningMean.Value, RunningVariance.Value, Epsilon);
        if (x.Rank > 1 && x.Size <= x.Shape[1])
            throw new ShapeException($"BatchNorm: a training pass needs more than one value for each channel, got x {x.Shape}. Use a larger batch, or LayerNorm.");

        var (y, mean, variance) = F.BatchNormWithStatistics(x, Gain, Shift, Epsilon);
        double n = (double)x.Size / x.Shape[1];
        double correction = RunningEstimate == VarianceEstimate.Unbiased ? n / (n - 1) : 1;
        RunningMean.Value = (RunningMean.Value * (1 - Momentum)) + (mean * Momentum);
        RunningVariance.Value = (RunningVariance.Value * (1 - Momentum)) + (variance * (Momentum * correction));
        return y;
    }

    /// <inheritdoc/>
    public override BatchNorm Map(ParameterMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return this with
        {
            Gain = map.At(nameof(Gain), Gain),
            Shift = map.At(nameof(Shift), Shift),
            RunningMean = map.At(nameof(RunningMean), RunningMean),
            RunningVariance = map.At(nameof(RunningVariance), RunningVariance),
        };
    }

    /// <inheritdoc/>
    protected override string Describe() => $"BatchNorm {RunningMean.Value.Shape}{NormParameters.Describe(Gain)}";
}
