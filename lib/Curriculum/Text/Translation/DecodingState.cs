using Curriculum.Arrays;

namespace Curriculum.Text.Translation;

/// <summary>What a model keeps of n sentences and of what it has said so far, to say the next word.</summary>
public abstract record DecodingState
{
    /// <summary>The state of some of the sentences, in a new order: what a beam search keeps.</summary>
    /// <param name="rows">Which, [m] of 0 … n − 1; one may occur several times.</param>
    public abstract DecodingState Take(NdArray rows);
}
