using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional.Devices;
using Curriculum.Functional.Operations;

namespace Curriculum.Functional;

/// <content>Normalisations: x̂ = (x − μ) / √(σ² + ε), y = γ·x̂ + β; they differ in what μ and σ² are taken over. Variances are biased (divided by the number of elements).</content>
public static partial class F
{
    /// <summary>Batch normalisation with the statistics of this batch, y = γ·(x − μ) / √(σ² + ε) + β: μ and σ² of each channel over the batch and all positions.</summary>
    /// <remarks>Ioffe and Szegedy, arXiv:1502.03167, algorithm 1.</remarks>
    /// <param name="x">x [n, c] or [n, c, *].</param>
    /// <param name="gain">γ [c], or null for 1.</param>
    /// <param name="shift">β [c], or null for 0.</param>
    /// <param name="epsilon">ε.</param>
    /// <exception cref="ShapeException">x has one axis, or γ or β is not [c].</exception>
    public static Tensor BatchNorm(Tensor x, Tensor? gain = null, Tensor? shift = null, double epsilon = 1e-5)
        => BatchNormWithStatistics(x, gain, shift, epsilon).Output;

    /// <summary>Batch normalisation with given statistics, as a finished network uses it: y = γ·(x − μ) / √(σ² + ε) + β.</summary>
    /// <remarks>Ioffe and Szegedy, arXiv:1502.03167, algorithm 2.</remarks>
    /// <param name="x">x [n, c] or [n, c, *].</param>
    /// <param name="gain">γ [c], or null for 1.</param>
    /// <param name="shift">β [c], or null for 0.</param>
    /// <param name="mean">μ [c], such as a running mean.</param>
    /// <param name="variance">σ² [c], such as a running variance.</param>
    /// <param name="epsilon">ε.</param>
    /// <exception cref="ShapeException">x has one axis, or γ, β, μ or σ² is not [c].</exception>
    public static Tensor BatchNorm(Tensor x, Tensor? gain, Tensor? shift, Tensor mean, Tensor variance, double epsilon = 1e-5)
    {
        RequireChannels("BatchNorm", x, gain, shift);
        RequireChannels("BatchNorm", x, mean, variance, "mean", "variance");
        (x, gain, shift) = OfOneType(x, gain, shift);
        var r = (variance.As(x.DType) + epsilon).Sqrt().Reciprocal();
        // The mean is taken off first: γ·r·x + (β − γ·r·μ) loses the digits that a large mean has in common with x.
        return Affine(x - PerChannel(mean.As(x.DType), x.Rank), Channels(x), gain is null ? r : gain * r, shift);
    }

    /// <summary>Layer normalisation, y = γ·(x − μ) / √(σ² + ε) + β: μ and σ² of each example over its last axes.</summary>
    /// <remarks>Ba et al., arXiv:1607.06450, eq. 4.</remarks>
    /// <param name="x">x [*, c], or with more normalised axes [*, c₁, c₂ …].</param>
    /// <param name="gain">γ in the shape of the normalised axes, or null for 1.</param>
    /// <param name="shift">β in the shape of the normalised axes, or null for 0.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="axes">How many of the last axes are normalised together; γ and β have as many.</param>
    /// <exception cref="ShapeException">γ or β has not the shape of the normalised axes, or there are not so many axes.</exception>
    public static Tensor LayerNorm(Tensor x, Tensor? gain = null, Tensor? shift = null, double epsilon = 1e-5, int axes = 1)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (axes < 1 || axes > x.Rank)
            throw new ShapeException($"LayerNorm: axes must be 1 … {x.Rank} for x {x.Shape}, got {axes}.");
        Shape normalised = x.Shape.ToArray()[^axes..];
        Require("LayerNorm", gain, normalised, nameof(gain), "the normalised axes");
        Require("LayerNorm", shift, normalised, nameof(shift), "the normalised axes");
        (x, gain, shift) = OfOneType(x, gain, shift);
        return gain is null
            ? Affine(Standardise(x, [1, x.Shape.SizeOf(0, x.Rank - axes), normalised.Size], epsilon), [x.Shape.SizeOf(0, x.Rank - axes), normalised.Size, 1], gain, shift)
            : Normalise(new(epsilon, IsGainAlongRun: true), x, gain, shift)[0];
    }

    /// <summary>Instance normalisation, y = γ·(x − μ) / √(σ² + ε) + β: μ and σ² of each channel of each example over its positions.</summary>
    /// <remarks>Ulyanov et al., arXiv:1607.08022.</remarks>
    /// <param name="x">x [n, c, *].</param>
    /// <param name="gain">γ [c], or null for 1.</param>
    /// <param name="shift">β [c], or null for 0.</param>
    /// <param name="epsilon">ε.</param>
    /// <exception cref="ShapeException">x has fewer than three axes, or γ or β is not [c].</exception>
    public static Tensor InstanceNorm(Tensor x, Tensor? gain = null, Tensor? shift = null, double epsilon = 1e-5)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank < 3)
            throw new ShapeException($"InstanceNorm: x must be [n, c, *] with positions to normalise over, got {x.Shape}. For vectors use LayerNorm.");
        RequireChannels("InstanceNorm", x, gain, shift);
        (x, gain, shift) = OfOneType(x, gain, shift);
        return Affine(Standardise(x, [1, x.Shape[0] * x.Shape[1], x.Shape.SizeOf(2, x.Rank)], epsilon), Channels(x), gain, shift);
    }

    /// <summary>Group normalisation, y = γ·(x − μ) / √(σ² + ε) + β: μ and σ² of each group of neighbouring channels of each example, over the group's channels and all positions.</summary>
    /// <remarks>Wu and He, arXiv:1803.08494, eq. 7. One group is layer normalisation over all but n, a group a channel is instance normalisation.</remarks>
    /// <param name="x">x [n, c] or [n, c, *].</param>
    /// <param name="groups">How many groups; divides c.</param>
    /// <param name="gain">γ [c], or null for 1.</param>
    /// <param name="shift">β [c], or null for 0.</param>
    /// <param name="epsilon">ε.</param>
    /// <exception cref="ShapeException">x has one axis, groups does not divide c, or γ or β is not [c].</exception>
    public static Tensor GroupNorm(Tensor x, int groups, Tensor? gain = null, Tensor? shift = null, double epsilon = 1e-5)
    {
        RequireChannels("GroupNorm", x, gain, shift);
        if (groups < 1 || x.Shape[1] % groups != 0)
            throw new ShapeException($"GroupNorm: groups must divide the {x.Shape[1]} channels of x {x.Shape}, got {groups}.");
        (x, gain, shift) = OfOneType(x, gain, shift);
        return Affine(Standardise(x, [1, x.Shape[0] * groups, x.Shape.SizeOf(1, x.Rank) / groups], epsilon), Channels(x), gain, shift);
    }

    // Also the mean and the biased variance [c] that the running statistics of a layer are made of.
    internal static (Tensor Output, NdArray Mean, NdArray Variance) BatchNormWithStatistics(Tensor x, Tensor? gain, Tensor? shift, double epsilon)
    {
        RequireChannels("BatchNorm", x, gain, shift);
        (x, gain, shift) = OfOneType(x, gain, shift);
        if (gain is not null && (ChannelShape.Of(x.Shape.Reshape(Channels(x))).FollowsRuns || OnDevice.Holds(x.Data)))
        {
            var fused = Normalise(new(epsilon, IsGainAlongRun: false), x, gain, shift);
            return (fused[0], (fused[1].Data + fused[2].Data).Reshape(-1), fused[4].Value.Reshape(-1));
        }

        var outputs = new StandardiseOperation(epsilon).Apply(x.Reshape(Channels(x)));
        var y = Affine(outputs[0], Channels(x), gain, shift).Reshape(x.Shape.ToArray());
        return (y, outputs[2].Value.Reshape(-1), outputs[3].Value.Reshape(-1));
    }

    private static Tensor[] Normalise(NormaliseOperation operation, Tensor x, Tensor gain, Tensor? shift) => shift is null ? operation.Apply(x, gain) : operation.Apply(x, gain, shift);

    private static Tensor Standardise(Tensor x, int[] folded, double epsilon)
        => new StandardiseOperation(epsilon).Apply(x.Reshape(folded))[0].Reshape(x.Shape.ToArray());

    // x̂ folded as [outer, channels, inner], so that γ and β have an element for each channel.
    private static Tensor Affine(Tensor xhat, int[] folded, Tensor? gain, Tensor? shift)
    {
        if (gain is null)
            return shift is null ? xhat : (xhat.Reshape(folded) + shift.Reshape(1, -1, 1)).Reshape(xhat.Shape.ToArray());
        var channels = xhat.Reshape(folded);
        var operation = new ChannelAffineOperation();
        var y = shift is null
            ? operation.Apply(channels, gain.Reshape(1, -1, 1))
            : operation.Apply(channels, gain.Reshape(1, -1, 1), shift.Reshape(1, -1, 1));
        return y.Reshape(xhat.Shape.ToArray());
    }

    private static int[] Channels(Tensor x) => [x.Shape[0], x.Shape[1], x.Shape.SizeOf(2, x.Rank)];

    // [c] → [c, 1, 1 …], which broadcasts along the channels of x [n, c, *].
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(values))]
    private static Tensor? PerChannel(Tensor? values, int rank)
        => values is null || rank == 2 ? values : values.Reshape([-1, .. Enumerable.Repeat(1, rank - 2)]);

    private static void RequireChannels(string op, Tensor x, Tensor? first, Tensor? second, string firstName = "gain", string secondName = "shift")
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank < 2)
            throw new ShapeException($"{op}: x must be [n, c] or [n, c, *], got {x.Shape}. Reshape(1, -1) makes a batch of one.");
        Shape channels = [x.Shape[1]];
        Require(op, first, channels, firstName, $"the channels of x {x.Shape}");
        Require(op, second, channels, secondName, $"the channels of x {x.Shape}");
    }

    private static void Require(string op, Tensor? values, Shape shape, string name, string what)
    {
        if (values is not null && values.Shape != shape)
            throw new ShapeException($"{op}: {name} must be {shape} ({what}), got {values.Shape}.");
    }
}
