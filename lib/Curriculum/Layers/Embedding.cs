using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;

namespace Curriculum.Layers;

/// <summary>A vector for each word: y = W[x].</summary>
/// <remarks>x [*] (Int32 or Int64) → y [*, d].</remarks>
/// <param name="Weight">W [v, d]: a row for each of v words.</param>
/// <param name="PaddingIndex">A word whose row is never learned; null: none.</param>
public sealed record Embedding(Tensor Weight, int? PaddingIndex = null) : Layer
{
    /// <summary>A new table of random vectors.</summary>
    /// <param name="words">v, the size of the vocabulary.</param>
    /// <param name="features">d, the length of a vector.</param>
    /// <param name="random">Where the vectors come from.</param>
    /// <param name="weights">How they are drawn; left out: N(0, 1).</param>
    /// <param name="dtype">Float32 for training, Float64 for gradient checks and NumPy parity.</param>
    /// <param name="paddingIndex">A word whose row starts as zeros and is never learned.</param>
    /// <exception cref="ArgumentOutOfRangeException">words or features is not positive, or paddingIndex is none of the words.</exception>
    public static Embedding Create(
        int words, int features, RandomState random, Initializer? weights = null, DType dtype = DType.Float32, int? paddingIndex = null)
    {
        Sizes.RequirePositive(nameof(Embedding), words);
        Sizes.RequirePositive(nameof(Embedding), features);
        if (paddingIndex < 0 || paddingIndex >= words)
            throw Sizes.Refused(nameof(Embedding), nameof(paddingIndex), $"one of the words 0 … {words - 1}", paddingIndex);
        var w = (weights ?? Initializer.Normal()).Create([words, features], words, features, random, dtype);
        if (paddingIndex is { } padding)
        {
            w = w.Copy();
            w[padding] = NdArray.Zeros([features], dtype);
        }

        return new Embedding(Tensor.Variable(w, nameof(Weight)), paddingIndex);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => F.Embedding(x, Weight, PaddingIndex);

    /// <inheritdoc/>
    public override Embedding Map(ParameterMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return this with { Weight = map.At(nameof(Weight), Weight) };
    }

    /// <inheritdoc/>
    protected override string Describe() => $"Embedding {Weight.Shape}{(PaddingIndex is { } padding ? $", padding {padding}" : "")}";
}
