namespace Curriculum.Text.Translation;

/// <summary>A sentence and its translation as numbers of words, without special tokens.</summary>
/// <param name="Source">The numbers of the sentence.</param>
/// <param name="Target">The numbers of its translation.</param>
public sealed record EncodedPair(int[] Source, int[] Target);
