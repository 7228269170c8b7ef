using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;

namespace Curriculum.Layers;

/// <summary>A convolution over images (<see cref="F.Conv2d"/>).</summary>
/// <remarks>x [n, c, h, w] → y [n, f, oh, ow] with oh = ⌊(h + 2·padding − dilation·(kh − 1) − 1) / stride⌋ + 1, ow likewise.</remarks>
/// <param name="Weight">W [f, c/groups, kh, kw].</param>
/// <param name="Bias">b [f]; null: none.</param>
/// <param name="Stride">The step from window to window; null: 1.</param>
/// <param name="Padding">The zeros on each side; null: 0.</param>
/// <param name="Dilation">The step from tap to tap; null: 1.</param>
/// <param name="Groups">How many groups; as many as channels: depthwise.</param>
public sealed record Conv2d(Tensor Weight, Tensor? Bias, Size2d? Stride = null, Size2d? Padding = null, Size2d? Dilation = null, int Groups = 1) : Layer
{
    /// <summary>A new layer with random weights and zero biases.</summary>
    /// <param name="inputs">c, the channels of x.</param>
    /// <param name="outputs">f, the filters.</param>
    /// <param name="kernel">kh × kw.</param>
    /// <param name="random">Where the weights come from.</param>
    /// <param name="stride">The step from window to window; left out: 1.</param>
    /// <param name="padding">The zeros on each side; left out: 0.</param>
    /// <param name="dilation">The step from tap to tap; left out: 1.</param>
    /// <param name="groups">How many groups; divides c and f.</param>
    /// <param name="weights">How the weights are drawn; left out: <see cref="Initializer.He"/>.</param>
    /// <param name="dtype">Float32 for training, Float64 for gradient checks and NumPy parity.</param>
    /// <param name="bias">Whether there is a bias.</param>
    /// <exception cref="ArgumentOutOfRangeException">inputs, outputs, groups or the kernel is not positive.</exception>
    /// <exception cref="ArgumentException">groups does not divide the channels or the filters.</exception>
    public static Conv2d Create(
        int inputs, int outputs, Size2d kernel, RandomState random, Size2d? stride = null, Size2d? padding = null, Size2d? dilation = null, int groups = 1,
        Initializer? weights = null, DType dtype = DType.Float32, bool bias = true)
    {
        ConvolutionWeights.Check(nameof(Conv2d), inputs, outputs, kernel, groups);
        var (w, b) = ConvolutionWeights.Create([outputs, inputs / groups, kernel.Height, kernel.Width], outputs, outputs / groups, random, weights, dtype, bias);
        return new Conv2d(w, b, stride, padding, dilation, groups);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => F.Conv2d(x, Weight, Bias, Stride, Padding, Dilation, Groups);

    /// <inheritdoc/>
    public override Conv2d Map(ParameterMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return this with { Weight = map.At(nameof(Weight), Weight), Bias = map.At(nameof(Bias), Bias) };
    }

    /// <inheritdoc/>
    protected override string Describe() => $"Conv2d {Weight.Shape}"
        + (Stride is { } stride ? $", stride {stride}" : "") + (Padding is { } padding ? $", padding {padding}" : "")
        + (Dilation is { } dilation ? $", dilation {dilation}" : "") + (Groups == 1 ? "" : $", {Groups} groups") + (Bias is null ? ", no bias" : "");
}
