using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;

namespace Curriculum.Layers;

/// <summary>A convolution over sequences (<see cref="F.Conv1d"/>).</summary>
/// <remarks>x [n, c, l] → y [n, f, ol] with ol = ⌊(l + left + right − dilation·(k − 1) − 1) / stride⌋ + 1.</remarks>
/// <param name="Weight">W [f, c/groups, k].</param>
/// <param name="Bias">b [f]; null: none.</param>
/// <param name="Stride">The step from window to window.</param>
/// <param name="Padding">The zeros before and after.</param>
/// <param name="Dilation">The step from tap to tap.</param>
/// <param name="Groups">How many groups; as many as channels: depthwise.</param>
public sealed record Conv1d(Tensor Weight, Tensor? Bias, int Stride = 1, (int Left, int Right) Padding = default, int Dilation = 1, int Groups = 1) : Layer
{
    /// <summary>A new layer with random weights and zero biases.</summary>
    /// <param name="inputs">c, the channels of x.</param>
    /// <param name="outputs">f, the filters.</param>
    /// <param name="kernel">k.</param>
    /// <param name="random">Where the weights come from.</param>
    /// <param name="stride">The step from window to window.</param>
    /// <param name="padding">The zeros before and after.</param>
    /// <param name="dilation">The step from tap to tap.</param>
    /// <param name="groups">How many groups; divides c and f.</param>
    /// <param name="weights">How the weights are drawn; left out: <see cref="Initializer.He"/>.</param>
    /// <param name="dtype">Float32 for training, Float64 for gradient checks and NumPy parity.</param>
    /// <param name="bias">Whether there is a bias.</param>
    /// <exception cref="ArgumentOutOfRangeException">inputs, outputs, groups or the kernel is not positive.</exception>
    /// <exception cref="ArgumentException">groups does not divide the channels or the filters.</exception>
    public static Conv1d Create(
        int inputs, int outputs, int kernel, RandomState random, int stride = 1, (int Left, int Right) padding = default, int dilation = 1, int groups = 1,
        Initializer? weights = null, DType dtype = DType.Float32, bool bias = true)
    {
        Sizes.RequirePositive(nameof(Conv1d), kernel);
        ConvolutionWeights.Check(nameof(Conv1d), inputs, outputs, kernel, groups);
        var (w, b) = ConvolutionWeights.Create([outputs, inputs / groups, kernel], outputs, outputs / groups, random, weights, dtype, bias);
        return new Conv1d(w, b, stride, padding, dilation, groups);
    }

    /// <summary>A new layer that does not see the future: zeros of (kernel − 1)·dilation before the sequence keep its length.</summary>
    /// <param name="inputs">c, the channels of x.</param>
    /// <param name="outputs">f, the filters.</param>
    /// <param name="kernel">k.</param>
    /// <param name="random">Where the weights come from.</param>
    /// <param name="dilation">The step from tap to tap.</param>
    /// <param name="groups">How many groups; divides c and f.</param>
    /// <param name="weights">How the weights are drawn; left out: <see cref="Initializer.He"/>.</param>
    /// <param name="dtype">Float32 for training, Float64 for gradient checks and NumPy parity.</param>
    /// <param name="bias">Whether there is a bias.</param>
    public static Conv1d CreateCausal(
        int inputs, int outputs, int kernel, RandomState random, int dilation = 1, int groups = 1, Initializer? weights = null, DType dtype = DType.Float32,
        bool bias = true)
        => Create(inputs, outputs, kernel, random, 1, ((kernel - 1) * dilation, 0), dilation, groups, weights, dtype, bias);

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => F.Conv1d(x, Weight, Bias, Stride, Padding, Dilation, Groups);

    /// <inheritdoc/>
    public override Conv1d Map(ParameterMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return this with { Weight = map.At(nameof(Weight), Weight), Bias = map.At(nameof(Bias), Bias) };
    }

    /// <inheritdoc/>
    protected override string Describe() => $"Conv1d {Weight.Shape}"
        + (Stride == 1 ? "" : $", stride {Stride}") + (Padding == default ? "" : $", padding {Padding.Left} and {Padding.Right}")
        + (Dilation == 1 ? "" : $", dilation {Dilation}") + (Groups == 1 ? "" : $", {Groups} groups") + (Bias is null ? ", no bias" : "");
}
