using Curriculum.Arrays;
using Curriculum.Functional;
using Curriculum.Layers;

namespace Curriculum.Text.Translation;

/// <summary>Draws the layers of a <see cref="TransformerTranslator"/>.</summary>
internal sealed class TransformerParts(TransformerSettings settings, RandomState random, DType dtype)
{
    private const double Epsilon = 1e-5;

    public TransformerEncoderLayer EncoderLayer() => new(Attention(), FeedForward(), Norm(), Norm(), DropProbability: settings.DropProbability);

    public TransformerDecoderLayer DecoderLayer() => new(Attention(), Attention(), FeedForward(), Norm(), Norm(), Norm(), DropProbability: settings.DropProbability);

    /// <summary>Zeros, then the vectors of the positions 1 … MaxLength.</summary>
    public NdArray Positions() => NdArray.Concatenate(
        0, NdArray.Zeros([1, settings.Features], dtype), F.PositionalEncoding(settings.MaxLength, settings.Features, offset: 1, dtype: dtype));

    private LayerNorm Norm() => LayerNorm.Create(settings.Features, Epsilon, dtype);

    private FeedForward FeedForward() => new(WithBias(settings.Features, settings.Hidden), WithBias(settings.Hidden, settings.Features));

    private MultiHeadAttention Attention()
    {
        int all = settings.Heads * settings.HeadFeatures;
        // The course draws one array [heads, d_model, d_k] as PyTorch's xavier_normal_ would a convolution's: fan_in d_model·d_k, fan_out heads·d_k.
        var draw = Initializer.Normal(Math.Sqrt(2.0 / ((settings.Features * settings.HeadFeatures) + all)));
        var (query, key, value) = (Projection(), Projection(), Projection());
        return new(query, key, value, WithBias(all, settings.Features), settings.Heads, settings.DropProbability)
        {
            Scale = 1 / Math.Sqrt(settings.ScalesByModel ? settings.Features : settings.HeadFeatures),
        };

        Linear Projection() => Linear.Create(settings.Features, all, random, draw, dtype, bias: false);
    }

    private Linear WithBias(int inputs, int outputs) => DefaultDraws.Linear(inputs, outputs, random, dtype);
}
