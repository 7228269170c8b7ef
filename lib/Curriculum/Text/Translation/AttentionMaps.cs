using Curriculum.Arrays;

namespace Curriculum.Text.Translation;

/// <summary>What each head of each layer looks at: row i of a map says how position i shares its attention among the keys, and adds up to 1.</summary>
/// <param name="Encoder">For each layer of the encoder, source to source, [heads, s, s].</param>
/// <param name="Decoder">For each layer of the decoder, target to the targets so far, [heads, t, t].</param>
/// <param name="Source">For each layer of the decoder, target to source (Source–Target Attention), [heads, t, s].</param>
public sealed record AttentionMaps(IReadOnlyList<NdArray> Encoder, IReadOnlyList<NdArray> Decoder, IReadOnlyList<NdArray> Source);
