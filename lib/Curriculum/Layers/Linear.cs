using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;

namespace Curriculum.Layers;

/// <summary>The fully connected layer: y = x · W + b.</summary>
/// <remarks>x [*, d] → y [*, h]. The rows of a batch are vectors, so W is [d, h] (PyTorch keeps its transpose).</remarks>
/// <param name="Weight">W [d, h].</param>
/// <param name="Bias">b [h]; null: no bias.</param>
public sealed record Linear(Tensor Weight, Tensor? Bias) : Layer
{
    /// <summary>A new layer with random weights and zero biases.</summary>
    /// <param name="inputs">d, the features of x.</param>
    /// <param name="outputs">h, the features of y.</param>
    /// <param name="random">Where the weights come from.</param>
    /// <param name="weights">How they are drawn; left out: <see cref="Initializer.He"/>.</param>
    /// <param name="dtype">Float32 for training, Float64 for gradient checks and NumPy parity.</param>
    /// <param name="bias">Whether there is a bias.</param>
    /// <exception cref="ArgumentOutOfRangeException">inputs or outputs is not positive.</exception>
    public static Linear Create(
        int inputs, int outputs, RandomState random, Initializer? weights = null, DType dtype = DType.Float32, bool bias = true)
    {
        Sizes.RequirePositive(nameof(Linear), inputs);
        Sizes.RequirePositive(nameof(Linear), outputs);
        var w = (weights ?? Initializer.He).Create([inputs, outputs], inputs, outputs, random, dtype);
        return new Linear(Tensor.Variable(w, nameof(Weight)), bias ? Tensor.Variable(NdArray.Zeros([outputs], dtype), nameof(Bias)) : null);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => F.Linear(x, Weight, Bias);

    /// <inheritdoc/>
    public override Linear Map(ParameterMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return this with { Weight = map.At(nameof(Weight), Weight), Bias = map.At(nameof(Bias), Bias) };
    }

    /// <inheritdoc/>
    protected override string Describe() => $"Linear {Weight.Shape}{(Bias is null ? ", no bias" : "")}";
}
