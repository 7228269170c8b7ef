using Curriculum.Arrays;
using Curriculum.Layers;

namespace Curriculum.Text.Translation;

/// <summary>Of a <see cref="TransformerTranslator"/>: keys and values of the sentence, and of the words said so far, for every layer of the decoder.</summary>
internal sealed record TransformerDecodingState(IReadOnlyList<AttentionMemory> Memory, NdArray? Padding, IReadOnlyList<AttentionMemory?> Past) : DecodingState
{
    /// <summary>How many words were said.</summary>
    public int Length => Past[0]?.Length ?? 0;

    public override TransformerDecodingState Take(NdArray rows)
        => new([.. Memory.Select(memory => memory.Take(rows))], Padding?.Take(rows), [.. Past.Select(past => past?.Take(rows))]);
}
